// The core workload written by hand, as fast as is known: eight strips in eight lanes of doubles, with GCC's vector extensions. What a
// processor can do is what engines are measured by.
//
// Usage: anchor OUT STEM... with the stems in the order of strips.h, which Foldback writes.
#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <deque>
#include <fcntl.h>
#include <memory>
#include <unistd.h>
#include <utility>
#include <vector>

#include "strips.h"

using Lanes = double __attribute__((vector_size(64)));
using Words = int64_t __attribute__((vector_size(64)));

constexpr int WIDTH = 8;
constexpr int GROUPS = STRIPS / WIDTH;
constexpr int CHUNK = 1024;
constexpr int BLOCK = 128;
constexpr int FRAME_BYTES = 6;
constexpr int BIQUADS = 5;

[[noreturn]] static void fail(const char *what) {
  perror(what);
  exit(1);
}

// ---- design

struct Biquad {
  double b0, b1, b2, a1, a2;
};

// R. Bristow-Johnson, Audio EQ Cookbook.
static Biquad design(char shape, double hertz, double decibels, double q) {
  double a = pow(10, decibels / 40), w = 2 * M_PI * hertz / RATE, c = cos(w), alpha = sin(w) / (2 * q);
  double s = 2 * sqrt(a) * alpha, n = a + 1, m = a - 1;
  double b0, b1, b2, a0, a1, a2;
  switch (shape) {
    case 'p': b0 = (1 + c) / 2, b1 = -(1 + c), b2 = b0, a0 = 1 + alpha, a1 = -2 * c, a2 = 1 - alpha; break;
    case 'l':
      b0 = a * (n - m * c + s), b1 = 2 * a * (m - n * c), b2 = a * (n - m * c - s);
      a0 = n + m * c + s, a1 = -2 * (m + n * c), a2 = n + m * c - s;
      break;
    case 'h':
      b0 = a * (n + m * c + s), b1 = -2 * a * (m + n * c), b2 = a * (n + m * c - s);
      a0 = n - m * c + s, a1 = 2 * (m - n * c), a2 = n - m * c - s;
      break;
    default: b0 = 1 + alpha * a, b1 = -2 * c, b2 = 1 - alpha * a, a0 = 1 + alpha / a, a1 = b1, a2 = 1 - alpha / a;
  }
  return {b0 / a0, b1 / a0, b2 / a0, a1 / a0, a2 / a0};
}

// The polynomial through a function at the Chebyshev nodes of an interval, lowest power first.
static std::vector<double> fit(double (*f)(double), double from, double to, int degree) {
  int n = degree + 1;
  std::vector<std::vector<double>> rows(n, std::vector<double>(n + 1));
  for (int i = 0; i < n; i++) {
    double x = (from + to) / 2 + (to - from) / 2 * cos(M_PI * (i + 0.5) / n);
    for (int j = 0; j < n; j++) rows[i][j] = j == 0 ? 1 : rows[i][j - 1] * x;
    rows[i][n] = f(x);
  }
  for (int c = 0; c < n; c++) {
    auto pivot = std::max_element(rows.begin() + c, rows.end(), [c](auto &p, auto &q) { return fabs(p[c]) < fabs(q[c]); });
    std::swap(rows[c], *pivot);
    for (int i = 0; i < n; i++) {
      if (i == c) continue;
      double k = rows[i][c] / rows[c][c];
      for (int j = c; j <= n; j++) rows[i][j] -= k * rows[c][j];
    }
  }
  std::vector<double> p(n);
  for (int i = 0; i < n; i++) p[i] = rows[i][n] / rows[i][i];
  return p;
}

static double L[7], E[6];

// ---- strips

struct Group {
  int file[WIDTH];
  long data[WIDTH];
  Lanes biquads[BIQUADS * 5], left[BIQUADS * 2], right[BIQUADS * 2];
  Lanes threshold, gainLeft, gainRight, reduction;
  uint8_t bytes[WIDTH][CHUNK * FRAME_BYTES + 8];
  Lanes l[BLOCK], r[BLOCK], envelope[BLOCK];
};

// K sections in transposed direct form II.
template <int K>
static inline void cascade(Lanes *x, int frames, const Lanes *c, Lanes *state) {
  Lanes s[K], t[K];
  for (int k = 0; k < K; k++) s[k] = state[2 * k], t[k] = state[2 * k + 1];
  for (int i = 0; i < frames; i++) {
    Lanes u = x[i];
    for (int k = 0; k < K; k++) {
      const Lanes *b = c + 5 * k;
      Lanes y = b[0] * u + s[k];
      s[k] = (b[1] * u - b[3] * y) + t[k];
      t[k] = b[2] * u - b[4] * y;
      u = y;
    }
    x[i] = u;
  }
  for (int k = 0; k < K; k++) state[2 * k] = s[k], state[2 * k + 1] = t[k];
}

static void decode(Group &g, int at, int frames) {
  const double scale = 0x1p-63;
  for (int i = 0; i < frames; i++) {
    Words both;
    for (int k = 0; k < WIDTH; k++) {
      int64_t frame;
      memcpy(&frame, g.bytes[k] + (at + i) * FRAME_BYTES, 8);
      both[k] = frame;
    }
    Words left = both << 40, right = (both << 16) & (int64_t)0xFFFFFF0000000000LL;
    g.l[i] = __builtin_convertvector(left, Lanes) * scale;
    g.r[i] = __builtin_convertvector(right, Lanes) * scale;
  }
}

static void run(Group &g, int at, int frames, Lanes *sumLeft, Lanes *sumRight) {
  decode(g, at, frames);
  cascade<3>(g.l, frames, g.biquads, g.left);
  cascade<3>(g.r, frames, g.biquads, g.right);
  cascade<2>(g.l, frames, g.biquads + 15, g.left + 6);
  cascade<2>(g.r, frames, g.biquads + 15, g.right + 6);

  // Giannoulis, Massberg, Reiss, JAES 60(6), 2012: log2, soft knee, then smoothed, in octaves.
  const double octave = 20 * log10(2), knee = KNEE_DB / octave, makeup = MAKEUP_DB / octave, slope = 1 / RATIO - 1;
  const Words magnitude = (Words){} + INT64_MAX, mantissa = (Words){} + 0xFFFFFFFFFFFFFLL, one = (Words){} + 0x3FF0000000000000LL;
  const Lanes zero = {}, floor = zero + 1e-7, width = zero + knee;
  for (int i = 0; i < frames; i++) {
    Lanes a = (Lanes)((Words)g.l[i] & magnitude), b = (Lanes)((Words)g.r[i] & magnitude);
    Lanes d = a > b ? a : b;
    d = d > floor ? d : floor;
    Lanes m = (Lanes)(((Words)d & mantissa) | one);
    Lanes p = m * L[6] + L[5];
    for (int k = 4; k >= 0; k--) p = p * m + L[k];
    Lanes over = __builtin_convertvector(((Words)d >> 52) - 1023, Lanes) + p - g.threshold;
    Lanes u = over + width * 0.5;
    u = u > zero ? u : zero;
    u = u < width ? u : width;
    Lanes above = over - width * 0.5;
    above = above > zero ? above : zero;
    g.envelope[i] = (u * u * (0.5 / knee) + above) * slope;
  }
  const double attack = exp(-1000 / (ATTACK_MS * RATE)), release = exp(-1000 / (RELEASE_MS * RATE));
  Lanes y = g.reduction;
  for (int i = 0; i < frames; i++) {
    Lanes t = g.envelope[i], d = y - t, fast = t + d * attack, slow = t + d * release;
    y = fast < slow ? fast : slow;
    g.envelope[i] = y;
  }
  g.reduction = y;
  const double magic = 0x1.8p52;
  for (int i = 0; i < frames; i++) {
    Lanes x = g.envelope[i] + makeup, t = x + magic, f = x - (t - magic);
    Lanes p = f * E[5] + E[4];
    for (int k = 3; k >= 0; k--) p = p * f + E[k];
    Lanes gain = (Lanes)((Words)p + ((Words)t << 52));
    sumLeft[i] += g.l[i] * gain * g.gainLeft;
    sumRight[i] += g.r[i] * gain * g.gainRight;
  }
}

static double folded(const Lanes &x) { return ((x[0] + x[4]) + (x[2] + x[6])) + ((x[1] + x[5]) + (x[3] + x[7])); }

// ---- the sum

// Looks ahead over a sliding minimum, and smooths it with a moving average.
class Limiter {
  static constexpr int AHEAD = LOOKAHEAD_MS * RATE / 1000;
  std::deque<std::pair<int64_t, double>> lowest;
  double left[AHEAD] = {}, right[AHEAD] = {}, gains[AHEAD], box = AHEAD, gain = 1;
  const double release = exp(-1000 / (LIMITER_RELEASE_MS * RATE));
  int64_t now = 0;

 public:
  Limiter() { std::fill(gains, gains + AHEAD, 1.0); }

  void run(double &l, double &r) {
    double peak = std::max(fabs(l), fabs(r)), wanted = peak > CEILING ? CEILING / peak : 1;
    while (!lowest.empty() && lowest.back().second >= wanted) lowest.pop_back();
    lowest.emplace_back(now, wanted);
    if (lowest.front().first <= now - AHEAD) lowest.pop_front();
    double m = lowest.front().second;
    gain = m < gain ? m : m + (gain - m) * release;
    int p = now++ % AHEAD;
    box += gain - gains[p];
    gains[p] = gain;
    std::swap(l, left[p]);
    std::swap(r, right[p]);
    l *= box / AHEAD;
    r *= box / AHEAD;
  }
};

// Triangular dither to 24 bits, by xorshift64.
class Rounder {
  uint64_t state = 0x9E3779B97F4A7C15ULL;

  double noise() {
    state ^= state << 13, state ^= state >> 7, state ^= state << 17;
    return ((int32_t)state + (double)(int32_t)(state >> 32)) * 0x1p-32;
  }

 public:
  int32_t run(double x) { return (int32_t)std::clamp(nearbyint(x * 0x1p23 + noise()), -0x1p23, 0x1p23 - 1); }
};

// ---- files

static long dataOf(int file) {
  uint8_t head[8];
  for (long at = 12; pread(file, head, 8, at) == 8;) {
    uint32_t bytes;
    memcpy(&bytes, head + 4, 4);
    at += 8;
    if (!memcmp(head, "data", 4)) return at;
    at += bytes + (bytes & 1);
  }
  fail("not a WAV file");
}

static void writeAll(int file, const void *bytes, size_t count) {
  if (write(file, bytes, count) != (ssize_t)count) fail("write");
}

static void writeHeader(int file) {
  uint32_t bytes = FRAMES * FRAME_BYTES, rate = RATE;
  uint32_t words[11] = {0x46464952, 36 + bytes, 0x45564157, 0x20746d66, 16, 1 | 2 << 16, rate, rate * FRAME_BYTES,
                        FRAME_BYTES | 24 << 16, 0x61746164, bytes};
  writeAll(file, words, sizeof words);
}

static void prepare(Group &g, int group, char **stems) {
  for (int k = 0; k < WIDTH; k++) {
    const Strip &s = STRIP[group * WIDTH + k];
    g.file[k] = open(stems[group * WIDTH + k], O_RDONLY);
    if (g.file[k] < 0) fail(stems[group * WIDTH + k]);
    g.data[k] = dataOf(g.file[k]);
    const Biquad sections[BIQUADS] = {design('p', s.highPassHertz, 0, SHELF_Q), design('l', s.lowShelfHertz, s.lowShelfDb, SHELF_Q),
                                      design('b', s.lowBellHertz, s.lowBellDb, LOW_BELL_Q),
                                      design('b', s.highBellHertz, s.highBellDb, HIGH_BELL_Q),
                                      design('h', s.highShelfHertz, s.highShelfDb, SHELF_Q)};
    for (int b = 0; b < BIQUADS; b++) {
      const double c[5] = {sections[b].b0, sections[b].b1, sections[b].b2, sections[b].a1, sections[b].a2};
      for (int j = 0; j < 5; j++) g.biquads[5 * b + j][k] = c[j];
    }
    g.threshold[k] = s.thresholdDb / (20 * log10(2));
    g.gainLeft[k] = s.leftGain;
    g.gainRight[k] = s.rightGain;
  }
}

int main(int count, char **words) {
  if (count != 2 + STRIPS) {
    fprintf(stderr, "usage: anchor OUT STEM... (%d of them)\n", STRIPS);
    return 2;
  }
  auto log2Fit = fit([](double x) { return log2(x); }, 1, 2, 6), exp2Fit = fit([](double x) { return exp2(x); }, -0.5, 0.5, 5);
  std::copy(log2Fit.begin(), log2Fit.end(), L);
  std::copy(exp2Fit.begin(), exp2Fit.end(), E);
  auto groups = std::make_unique<Group[]>(GROUPS);
  for (int g = 0; g < GROUPS; g++) prepare(groups[g], g, words + 2);
  int out = open(words[1], O_CREAT | O_WRONLY | O_TRUNC, 0644);
  if (out < 0) fail(words[1]);
  writeHeader(out);
  auto left = std::make_unique<Lanes[]>(CHUNK), right = std::make_unique<Lanes[]>(CHUNK);
  Limiter limiter;
  Rounder rounder;
  uint8_t bytes[CHUNK * FRAME_BYTES + 8];
  for (long at = 0; at < FRAMES; at += CHUNK) {
    int frames = (int)std::min<long>(CHUNK, FRAMES - at);
    std::fill(left.get(), left.get() + frames, Lanes{});
    std::fill(right.get(), right.get() + frames, Lanes{});
    for (int g = 0; g < GROUPS; g++) {
      for (int k = 0; k < WIDTH; k++) {
        if (pread(groups[g].file[k], groups[g].bytes[k], frames * FRAME_BYTES, groups[g].data[k] + at * FRAME_BYTES) < 0) fail("read");
      }
      for (int b = 0; b < frames; b += BLOCK) run(groups[g], b, std::min(BLOCK, frames - b), left.get() + b, right.get() + b);
    }
    for (int i = 0; i < frames; i++) {
      double l = folded(left[i]), r = folded(right[i]);
      limiter.run(l, r);
      uint64_t frame = (uint64_t)(rounder.run(l) & 0xFFFFFF) | (uint64_t)(rounder.run(r) & 0xFFFFFF) << 24;
      memcpy(bytes + i * FRAME_BYTES, &frame, 8);
    }
    writeAll(out, bytes, frames * FRAME_BYTES);
  }
  return close(out);
}
