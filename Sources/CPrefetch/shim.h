#ifndef CPREFETCH_SHIM_H
#define CPREFETCH_SHIM_H

// Has the processor fetch the memory at an address, whatever it is, and go on meanwhile. Swift has no
// word for it.
static inline void cprefetch(const void *_Nonnull address) { __builtin_prefetch(address); }

#endif
