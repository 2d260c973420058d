#include "src/config/linkage_config.hpp"

#include <algorithm>

#include "kernels/core/split.hpp"

namespace fsu::config {

std::optional<std::uint8_t> parse_evidence(std::string_view list) {
  if (trimmed(list) == "all") return kAllEvidence;
  std::uint8_t evidence = 0;
  for (const std::string_view part : split(list, ',')) {
    const std::string_view word = trimmed(part);
    const auto* const found = std::find_if(kEvidenceWords.begin(), kEvidenceWords.end(),
                                           [&](const auto& known) { return known.first == word; });
    if (found == kEvidenceWords.end()) return {};
    evidence = static_cast<std::uint8_t>(evidence | found->second);
  }
  return evidence;
}

std::string evidence_text(std::uint8_t evidence) {
  if (evidence == kAllEvidence) return "all";
  std::string text;
  for (const auto& [word, kind] : kEvidenceWords) {
    if ((evidence & kind) != 0) text += (text.empty() ? "" : ",") + std::string(word);
  }
  return text;
}

}  // namespace fsu::config
