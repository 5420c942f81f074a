#ifndef CXML2_SHIM_H
#define CXML2_SHIM_H

#include <libxml/xmlversion.h>

// Debian builds libxml2 with ICU, whose headers define the same types as the ICU inside
// Foundation: one Swift module could not import both. Only a private structure differs.
#undef LIBXML_ICU_ENABLED

#include <libxml/parser.h>
#include <libxml/xmlerror.h>

static inline void CXML2Ignore(void *context, const char *message, ...) {
  (void)context;
  (void)message;
}

// What libxml2 cannot tell a parser, it prints: a sender of bad files could fill the log. Swift
// cannot write the variadic function that takes the messages instead. Holds for one thread.
static inline void CXML2IgnoreMessages(void) {
  xmlSetGenericErrorFunc(NULL, CXML2Ignore);
}

#endif
