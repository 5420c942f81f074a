#ifndef CXML2_SHIM_H
#define CXML2_SHIM_H

#include <libxml/xmlversion.h>

// Debian builds libxml2 with ICU, whose headers define the same types as the ICU inside
// Foundation: one Swift module could not import both. Only a private structure differs.
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>

#endif
