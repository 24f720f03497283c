/* Where the bytes that matter stand among 64, as bits: what Swift's vectors cannot tell in few steps. */
#pragma once
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

/** Bit i of each word is byte i, the first byte the lowest bit. */
typedef struct {
  uint64_t quotes, commas, lineFeeds;
} haidang_marks;

#if defined(__SSE2__)
static inline uint64_t haidang_equal64(const uint8_t *bytes, uint8_t wanted) {
  const __m128i all = _mm_set1_epi8((char)wanted);
  uint64_t bits = 0;
  for (int part = 0; part < 4; part++) {
    const __m128i some = _mm_loadu_si128((const __m128i *)(bytes + 16 * part));
    bits |= (uint64_t)(uint32_t)_mm_movemask_epi8(_mm_cmpeq_epi8(some, all)) << (16 * part);
  }
  return bits;
}
#elif defined(__aarch64__)
static inline uint64_t haidang_equal64(const uint8_t *bytes, uint8_t wanted) {
  static const uint8_t weights[16] = {1, 2, 4, 8, 16, 32, 64, 128, 1, 2, 4, 8, 16, 32, 64, 128};
  const uint8x16_t weight = vld1q_u8(weights), all = vdupq_n_u8(wanted);
  uint8x16_t a = vandq_u8(vceqq_u8(vld1q_u8(bytes), all), weight);
  uint8x16_t b = vandq_u8(vceqq_u8(vld1q_u8(bytes + 16), all), weight);
  uint8x16_t c = vandq_u8(vceqq_u8(vld1q_u8(bytes + 32), all), weight);
  uint8x16_t d = vandq_u8(vceqq_u8(vld1q_u8(bytes + 48), all), weight);
  a = vpaddq_u8(vpaddq_u8(a, b), vpaddq_u8(c, d));
  return vgetq_lane_u64(vreinterpretq_u64_u8(vpaddq_u8(a, a)), 0);
}
#else
static inline uint64_t haidang_equal64(const uint8_t *bytes, uint8_t wanted) {
  uint64_t bits = 0;
  for (int place = 0; place < 64; place++) bits |= (uint64_t)(bytes[place] == wanted) << place;
  return bits;
}
#endif

/** Marks 64 bytes, which must all be readable. */
static inline haidang_marks haidang_mark64(const void *bytes) {
  const uint8_t *from = (const uint8_t *)bytes;
  haidang_marks marks;
  marks.quotes = haidang_equal64(from, '"');
  marks.commas = haidang_equal64(from, ',');
  marks.lineFeeds = haidang_equal64(from, '\n');
  return marks;
}
