#ifndef CZLIB_SHIM_H
#define CZLIB_SHIM_H

#include <string.h>
#include <zlib.h>

/// The most bytes that GZIP makes of `count` bytes.
static inline size_t CGzipBound(size_t count) { return compressBound(count) + 32; }

/// Writes GZIP (RFC 1952), without a time or a name, so that equal bytes give equal bytes; returns
/// its length, or 0 when it has no room.
static inline size_t CGzip(const unsigned char *bytes, size_t count, unsigned char *target,
                           size_t room) {
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  if (deflateInit2(&stream, 9, Z_DEFLATED, 15 + 16, 9, Z_DEFAULT_STRATEGY) != Z_OK) return 0;
  stream.next_in = (unsigned char *)bytes;
  stream.avail_in = (uInt)count;
  stream.next_out = target;
  stream.avail_out = (uInt)room;
  int outcome = deflate(&stream, Z_FINISH);
  size_t length = stream.total_out;
  deflateEnd(&stream);
  return outcome == Z_STREAM_END ? length : 0;
}

/// Reads one GZIP member with nothing behind it; returns how many bytes it held, or -1 when it is
/// none, is cut off, fails its checksum or holds more than there is room for.
static inline long CGunzip(const unsigned char *bytes, size_t count, unsigned char *target,
                           size_t room) {
  z_stream stream;
  memset(&stream, 0, sizeof stream);
  if (inflateInit2(&stream, 15 + 16) != Z_OK) return -1;
  stream.next_in = (unsigned char *)bytes;
  stream.avail_in = (uInt)count;
  stream.next_out = target;
  stream.avail_out = (uInt)room;
  int outcome = inflate(&stream, Z_FINISH);
  long length = outcome == Z_STREAM_END && stream.avail_in == 0 ? (long)stream.total_out : -1;
  inflateEnd(&stream);
  return length;
}

#endif
