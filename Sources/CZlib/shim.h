#pragma once
#include <zlib.h>

// zlib's initialisers are macros, which Swift cannot see.
static inline int haidang_deflateInit(z_streamp stream, int level, int windowBits) {
  return deflateInit2(stream, level, Z_DEFLATED, windowBits, 8, Z_DEFAULT_STRATEGY);
}
static inline int haidang_inflateInit(z_streamp stream, int windowBits) {
  return inflateInit2(stream, windowBits);
}
