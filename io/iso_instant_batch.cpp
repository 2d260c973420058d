// IsoValues::read_known_days: instants of two known days, many records at a time.
//
// The steps of read_time are done for a whole batch in plain loops, from which the compiler makes
// eight records at a time with AVX-512 and four with AVX2.
#include "io/iso_values.hpp"
#include "kernels/core/isa.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::io {
namespace {

/// No field is as long.
constexpr std::uint64_t kNoSize = std::uint64_t{1} << 63 | 1;

}  // namespace

/// Inlined into each path, so that it takes the path's own instructions.
[[gnu::always_inline]] inline std::uint64_t IsoValues::read_batch(const KnownDays& known,
                                                                  const FieldWords& fields,
                                                                  std::size_t count,
                                                                  bool takes_blanks,
                                                                  InstantBatch& batch) {
  const LastDay day = known.days_[0];
  const LastDay other_day = known.days_[1];
  const std::uint64_t blank_size = takes_blanks ? 0 : kNoSize;
  std::uint64_t num_left = 0;
  for (std::size_t i = 0; i < count; ++i) {
    const std::uint64_t from_day = (fields.first[i] ^ day.first) | (fields.second[i] ^ day.second);
    const std::uint64_t from_other_day =
        (fields.first[i] ^ other_day.first) | (fields.second[i] ^ other_day.second);
    const std::int64_t midnight = from_day == 0 ? day.midnight : other_day.midnight;
    const std::uint64_t wrong_day = from_day == 0 ? 0 : from_other_day;
    const std::uint64_t time = fields.third[i] ^ kTimePattern;
    const std::uint64_t pairs = ((time << 3) + (time << 1) + (time >> 8)) & kTimePairs;
    const std::uint64_t hours = pairs & 0xFF;
    const std::uint64_t minutes = (hours << 6) - (hours << 2) + (pairs >> 24 & 0xFF);
    const std::uint64_t seconds = (minutes << 6) - (minutes << 2) + (pairs >> 48);
    const std::uint64_t wrong = wrong_day | (fields.size[i] ^ kInstantLength) |
                                not_digits(time, kTimeLimits) |
                                ((pairs + kTimePairLimits) & kHighBits);
    const std::uint64_t not_blank = fields.size[i] ^ blank_size;
    batch.instants[i] = wrong == 0 ? midnight + static_cast<std::int64_t>(seconds) : kMissingInt64;
    batch.is_left[i] = wrong == 0 ? 0 : not_blank == 0 ? 0 : 1;
    num_left += batch.is_left[i];
  }
  return num_left;
}

#if FSU_HAS_X86_PATHS

FSU_TARGET_AVX2 std::uint64_t IsoValues::read_batch_avx2(const KnownDays& known,
                                                         const FieldWords& fields,
                                                         std::size_t count, bool takes_blanks,
                                                         InstantBatch& batch) {
  return read_batch(known, fields, count, takes_blanks, batch);
}

FSU_TARGET_AVX512 std::uint64_t IsoValues::read_batch_avx512(const KnownDays& known,
                                                             const FieldWords& fields,
                                                             std::size_t count, bool takes_blanks,
                                                             InstantBatch& batch) {
  return read_batch(known, fields, count, takes_blanks, batch);
}

#endif

std::uint64_t IsoValues::read_known_days(const KnownDays& known, const FieldWords& fields,
                                         std::size_t count, bool takes_blanks,
                                         InstantBatch& batch) {
#if FSU_HAS_X86_PATHS
  if (isa() == Isa::kAvx512) return read_batch_avx512(known, fields, count, takes_blanks, batch);
  if (isa() == Isa::kAvx2) return read_batch_avx2(known, fields, count, takes_blanks, batch);
#endif
  return read_batch(known, fields, count, takes_blanks, batch);
}

}  // namespace fsu::io
