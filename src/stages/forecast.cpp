#include "src/stages/forecast.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace fsu::stages {
namespace {

// All constants were measured on 2026-11-26 on generated forces (two cores, Zen 4, AVX-512).
// Counts and memory are those of the results files (linkage/summary, linkage/passes, run/stages) of
// 14 forces, 20 thousand to 31 million mentions against 5 thousand to 2.9 million people, one of
// them clean. Pairs and the memory of a fuzzy linkage were then held to four other forces, which
// they met to a quarter; the memory of an exact linkage was fitted on all of them. Where a constant
// holds for what is usually filled, the usual share stands beside it.

/// Vague mentions of a generated force with errors: a third has neither date nor PNC ID.
constexpr double kUsualVagueShare = 0.33;

/// So few pairs are all compared (likely_search.cpp).
constexpr double kFewPairs = double{1 << 20};

/// From so many cases on learning the model takes its full time; its sample is of 15,000 to 30,000.
constexpr double kFullSampleCases = 10'000;

bool is_fuzzy(const config::LinkageConfig& config) {
  return config.method == config::LinkageConfig::Method::kFuzzy;
}

bool uses_evidence(const config::LinkageConfig& config) {
  return config.uses(config::kPhoneEvidence) || config.uses(config::kPostcodeEvidence) ||
         config.uses(config::kAddressEvidence);
}

/// 0 for a force whose mentions are all clear, 1 for one as vague as usual.
double vagueness(const ForceSize& size) { return size.vague_share() / kUsualVagueShare; }

/// The more mentions a person has, the fewer say something new; the more so where they are free of
/// errors. Names alone repeat among people too: their distinct ones fall with the size itself.
double count_mention_identities(const ForceSize& size) {
  if (size.num_mentions <= 0) return 0;
  const double each = size.num_mentions / std::max(size.num_persons, 1.0);
  const double errors = std::min(vagueness(size), 1.0);
  const double repeats = 0.78 + (0.165 - 0.78) * errors;
  const double dated = 1 / (1 + repeats * std::pow(each, 0.55));
  const double undated =
      1 / (1 + 0.13 * std::pow(each, 0.6) + 2.06e-4 * std::sqrt(size.num_mentions));
  const double one_name = std::min(0.53 * std::pow(size.num_mentions / 20'000, -0.21), 1.0);
  return size.num_mentions * ((1 - size.vague_share()) * dated + size.undated_share * undated +
                              size.one_name_share * one_name);
}

/// With the evidence of its log nearly every mention is a case of its own.
double count_cases(const ForceSize& size, double num_identities,
                   const config::LinkageConfig& config) {
  if (!uses_evidence(config)) return 1.08 * num_identities;
  const double each = size.num_mentions / std::max(size.num_persons, 1.0);
  return 1.06 * size.num_mentions / (1 + 0.0022 * each);
}

/// Pairs by mention identity, in three parts: people of one day of birth and of one PNC ID; one
/// rare name, of which a large index has fewer; full names and near ones of vague mentions, borne
/// by the more people the larger the index is, and the more often said before the more mentions.
double count_pairs(const ForceSize& size, double num_identities) {
  const double index = size.num_person_identities;
  if (num_identities * index <= kFewPairs) return num_identities * index;
  const double identities_each = index / std::max(size.num_persons, 1.0);
  const double by_day = 0.57 * size.dated_share * identities_each * std::pow(index / 1e4, 0.065) +
                        0.7 * size.identifier_share;
  const double by_rare_name = 1.85 / (1 + std::pow(index / 4e5, 0.6));
  const double by_full_name =
      0.36 + 6.8e-5 * std::pow(index, 0.757) / (1 + std::pow(num_identities / 5.2e6, 0.454));
  return num_identities * (by_day + vagueness(size) * (by_rare_name + by_full_name));
}

/// People with totals in the window: most of those who may be meant by a mention there.
double count_ranked(const ForceSize& size) {
  const double each = size.window_share * size.num_mentions / std::max(size.num_persons, 1.0);
  return 0.78 * size.num_persons * (1 - std::exp(-each));
}

/// Tables hold three quarters of their text and a little more (repeated texts are coded). Beside
/// them are first the identities of versions, then the totals and ranks of people in all readings.
double exact_memory(const ForceSize& size) {
  constexpr double kProgram = 25e6;
  constexpr double kReadAhead = 60e6;  // ranges of two batches, as far as there is text
  return kProgram + 0.8 * std::min(size.text_bytes, kReadAhead) + 0.78 * size.text_bytes +
         std::max(86 * size.num_versions, 700 * count_ranked(size)) + 60 * size.num_mentions;
}

/// The peak of a fuzzy linkage is the model's, which indexes the identities of people, or the last
/// stage's, which holds the cases: buffers of readers are given back by then.
double fuzzy_memory(const ForceSize& size, double num_cases) {
  constexpr double kProgram = 54e6;  // with the model's sample
  return kProgram + 0.75 * size.text_bytes + 160 * size.num_versions +
         170 * size.num_person_identities + 30 * size.num_mentions + 125 * num_cases;
}

/// Stage by stage, from run/stages of quiet runs (f1, m1, big2, wmp10 of the measurements) on two
/// threads, at 1.8 processor seconds a second.
double count_processor_seconds(const ForceSize& size, const RunForecast& forecast,
                               const config::LinkageConfig& config) {
  constexpr double kMicro = 1e-6;
  const double reading = 0.0047 * size.text_bytes;
  const double identities_and_results = 1.5 * size.num_mentions + 0.3 * size.num_versions;
  double seconds = kMicro * (reading + identities_and_results);
  if (!is_fuzzy(config)) return seconds;
  const double near_names = 0.9 * size.num_versions + 0.8 * size.num_mentions;
  const double search = 6.5 * forecast.num_mention_identities;
  const double linkage = (uses_evidence(config) ? 4.6 : 2.0) * forecast.num_cases;
  seconds += kMicro * (near_names + search + linkage);
  if (!config.model.empty()) return seconds;
  const double sample = std::min(forecast.num_cases / kFullSampleCases, 1.0);
  return seconds + sample * (0.9 + 2.9 * std::pow(size.num_person_identities / 1e5, 0.6));
}

/// A ninth of the work is done by one thread alone: two threads do 1.8 seconds' work a second.
double clock_seconds(double processor_seconds, int num_threads) {
  constexpr double kAlone = 1.0 / 9;
  return processor_seconds * (kAlone + (1 - kAlone) / std::max(num_threads, 1));
}

}  // namespace

RunForecast forecast_run(const ForceSize& size, const config::LinkageConfig& config,
                         int num_threads) {
  RunForecast forecast;
  forecast.num_mention_identities = count_mention_identities(size);
  forecast.num_cases = count_cases(size, forecast.num_mention_identities, config);
  if (is_fuzzy(config)) forecast.num_pairs = count_pairs(size, forecast.num_mention_identities);
  forecast.peak_memory_bytes =
      is_fuzzy(config) ? fuzzy_memory(size, forecast.num_cases) : exact_memory(size);
  forecast.processor_seconds = count_processor_seconds(size, forecast, config);
  forecast.seconds = clock_seconds(forecast.processor_seconds, num_threads);
  return forecast;
}

std::string doubt_memory(const RunForecast& forecast, double memory_bytes) {
  constexpr double kGiB = 1024.0 * 1024.0 * 1024.0;
  if (memory_bytes <= 0 || forecast.peak_memory_bytes <= memory_bytes) return {};
  return fmt::format(
      "the run is forecast to need {:.2g} GiB of memory, and this machine has {:.2g}",
      forecast.peak_memory_bytes / kGiB, memory_bytes / kGiB);
}

}  // namespace fsu::stages
