// How mentions are linked to people.
#pragma once

#include <array>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace fsu::config {

/// Kinds of evidence that the linkage may use, as bits.
enum Evidence : std::uint8_t {
  kNamesEvidence = 1,
  kDateEvidence = 2,
  kPncEvidence = 4,
  kPhoneEvidence = 8,
  kPostcodeEvidence = 16,
  kAddressEvidence = 32,
  kTogetherEvidence = 64,
  kAllEvidence = 127
};

/// The kinds by the words of `--evidence`.
inline constexpr std::array<std::pair<std::string_view, Evidence>, 7> kEvidenceWords = {
    {{"names", kNamesEvidence},
     {"dob", kDateEvidence},
     {"pnc", kPncEvidence},
     {"phone", kPhoneEvidence},
     {"postcode", kPostcodeEvidence},
     {"address", kAddressEvidence},
     {"together", kTogetherEvidence}}};

/// The kinds of a list, `all` or words with commas between and any blanks around them; nothing
/// where a word is unknown.
[[nodiscard]] std::optional<std::uint8_t> parse_evidence(std::string_view list);

/// `all`, or the words of the kinds with commas between.
[[nodiscard]] std::string evidence_text(std::uint8_t evidence);

/// Settings of the linkage, `--linkage`, `--link-probability`, `--link-margin`, `--evidence`,
/// `--model`,
/// `--save-model`. Stated probabilities are calibrated, so one half is where a link is as likely
/// right as wrong; the margin of 1 bit asks for twice the odds of the next person, which costs
/// little.
struct LinkageConfig {
  enum class Method { kFuzzy, kExact };

  Method method = Method::kFuzzy;
  /// A mention is linked where the probability of its best person is at least this.
  double link_probability = 0.5;
  /// ... and its weight exceeds the runner-up's by at least this many bits (log2).
  double link_margin = 1.0;
  std::uint8_t evidence = kAllEvidence;
  std::filesystem::path model;       ///< a model to use as it is; empty: learn one
  std::filesystem::path save_model;  ///< where to write the model in use; empty: nowhere

  [[nodiscard]] bool uses(Evidence kind) const { return (evidence & kind) != 0; }
};

}  // namespace fsu::config
