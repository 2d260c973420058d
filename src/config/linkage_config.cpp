#include "src/config/linkage_config.hpp"

#include <algorithm>

namespace fsu::config {

std::optional<std::uint8_t> parse_evidence(std::string_view list) {
  if (list == "all") return kAllEvidence;
  std::uint8_t evidence = 0;
  for (std::size_t begin = 0; begin <= list.size();) {
    const std::size_t end = std::min(list.find(',', begin), list.size());
    const std::string_view word = list.substr(begin, end - begin);
    const auto* const found = std::find_if(kEvidenceWords.begin(), kEvidenceWords.end(),
                                           [&](const auto& known) { return known.first == word; });
    if (found == kEvidenceWords.end()) return {};
    evidence = static_cast<std::uint8_t>(evidence | found->second);
    begin = end + 1;
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
