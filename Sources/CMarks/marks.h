/* Where the bytes that matter stand among 64, as bits: what Swift's vectors cannot tell in few steps. */
#pragma once
#include <stdint.h>
#include <string.h>
#if defined(__SSE2__)
#include <emmintrin.h>
#elif defined(__aarch64__)
#include <arm_neon.h>
#endif

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

/** Bit i is whether byte i of 64, which must all be readable, is `wanted`. */
static inline uint64_t haidang_places(const void *bytes, uint8_t wanted) {
  return haidang_equal64((const uint8_t *)bytes, wanted);
}

/** Whether one of 64 bytes, which must all be readable, is `one` or `other`. */
static inline int haidang_has(const void *bytes, uint8_t one, uint8_t other) {
#if defined(__SSE2__)
  const __m128i *from = (const __m128i *)bytes;
  const __m128i all = _mm_set1_epi8((char)one), rest = _mm_set1_epi8((char)other);
  __m128i found = _mm_setzero_si128();
  for (int part = 0; part < 4; part++) {
    const __m128i some = _mm_loadu_si128(from + part);
    found = _mm_or_si128(found, _mm_or_si128(_mm_cmpeq_epi8(some, all), _mm_cmpeq_epi8(some, rest)));
  }
  return _mm_movemask_epi8(found) != 0;
#else
  return (haidang_places(bytes, one) | haidang_places(bytes, other)) != 0;
#endif
}
