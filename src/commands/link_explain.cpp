#include "src/commands/link_explain.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <utility>

#include "kernels/compare/compare_fields.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "kernels/core/check.hpp"
#include "kernels/core/error.hpp"
#include "kernels/core/string_index.hpp"
#include "src/commands/identity_values.hpp"

namespace fsu::commands {
namespace {

std::size_t require_id(const StringColumn& ids, const std::string& id, const char* file) {
  if (const auto found = StringIndex(ids).find(id)) return *found;
  throw Error(ErrorKind::kUsage,
              fmt::format("--explain: no record {} was read from the {} file", id, file));
}

/// In one file the record with the smaller id is the left one of a pair.
FoundPair in_order(FoundPair pair, bool is_one_file) {
  if (is_one_file && pair.left > pair.right) std::swap(pair.left, pair.right);
  return pair;
}

/// Where the pair stands among those compared.
std::optional<std::size_t> find_pair(const stages::ComparedPairs& pairs, FoundPair pair) {
  const auto left = std::equal_range(pairs.left.begin(), pairs.left.end(), pair.left);
  const auto begin = pairs.right.begin() + (left.first - pairs.left.begin());
  const auto end = pairs.right.begin() + (left.second - pairs.left.begin());
  const auto found = std::lower_bound(begin, end, pair.right);
  if (found == end || *found != pair.right) return {};
  return static_cast<std::size_t>(found - pairs.right.begin());
}

Levels compare_pair(const LinkedRecords& linked, FoundPair pair) {
  const stages::RecordSides sides = linked.sides();
  const compare::NameTraits traits(sides.names);
  compare::IdentityComparer identities(traits, sides.identifiers);
  Levels levels{};
  identities.set_left(sides.left[pair.left]);
  identities.compare(sides.right[pair.right], levels);
  for (std::size_t i = 0; i < sides.fields.size(); ++i) {
    compare::FieldComparer field(sides.fields[i]);
    field.set_left(pair.left);
    levels[compare::kNumIdentityComparisons + i] = field.compare(pair.right);
  }
  return levels;
}

std::string values_of(const Field& field, const FieldValues& side, std::size_t record) {
  std::string text;
  for (const ValueId value : side.of(record))
    text += (text.empty() ? "" : " | ") + std::string(field.dictionary[value.index()]);
  return text;
}

/// Puts the values beside the comparisons, which follow the prior.
void add_values(const LinkedRecords& linked, FoundPair pair, std::vector<WaterfallLine>& lines) {
  const stages::RecordSides sides = linked.sides();
  std::vector<std::string> left =
      identity_values(sides.left[pair.left], sides.names, sides.identifiers);
  std::vector<std::string> right =
      identity_values(sides.right[pair.right], sides.names, sides.identifiers);
  for (const Field& field : sides.fields) {
    left.push_back(values_of(field, field.left, pair.left));
    right.push_back(values_of(field, field.right, pair.right));
  }
  FSU_CHECK(lines.size() > left.size());
  for (std::size_t i = 0; i < left.size(); ++i) {
    lines[i + 1].left_value = left[i];
    lines[i + 1].right_value = right[i];
  }
}

std::string candidate_text(const char* what, PersonId record, resolve::StoredWeight weight,
                           const StringColumn& ids) {
  if (record.is_none()) return fmt::format("{:<12}none\n", what);
  return fmt::format("{:<12}{}, weight {:+.2f}", what, ids[record.index()], weight_bits(weight));
}

bool is_organisation(const text::EncodedRecords& records, std::size_t record) {
  return (records.flags[record] & text::kOrganisation) != 0;
}

/// Why there is nothing to compare in a pair; empty where there is something.
std::string why_nothing(const LinkedRecords& linked, FoundPair pair) {
  const auto& sources = linked.files.encoded.sources;
  if (is_organisation(sources.front(), pair.left) || is_organisation(sources.back(), pair.right))
    return "no candidate: an organisation, which is compared with nobody\n";
  const auto comparisons = stages::all_comparisons(linked.files.fields);
  if (stages::compares_nothing(comparisons, compare_pair(linked, pair)))
    return "no candidate: no field is filled in both records, so there is nothing to compare\n";
  return {};
}

/// The waterfall of a pair, or why there is none.
std::string describe_pair(const LinkedRecords& linked, FoundPair pair, bool shows_values) {
  std::string text = why_nothing(linked, pair);
  if (!text.empty()) return text;
  if (!find_pair(linked.pairs, in_order(pair, linked.is_one_file)))
    text = "no candidate: no blocking pass found this pair, so it stands in no table\n";
  return text + "\n" + render_waterfall(pair_lines(linked, pair, shows_values));
}

/// The waterfall of a candidate of the left record, unless it is the pair that is explained anyway.
std::string describe_candidate(const LinkedRecords& linked, const char* what, FoundPair explained,
                               PersonId candidate, bool shows_values) {
  if (candidate.is_none() || candidate.index() == explained.right) return {};
  const FoundPair pair{explained.left, candidate.index()};
  return fmt::format("\n{}: {}\n", what, linked.right_ids()[pair.right]) +
         render_waterfall(pair_lines(linked, pair, shows_values));
}

/// The best candidate and the runner-up of the left record.
std::string describe_best(const LinkedRecords& linked, FoundPair explained, bool shows_values) {
  const resolve::Decision& best = linked.decided.best[explained.left];
  std::string text = fmt::format("{} as the left record: {}\n", linked.left_ids()[explained.left],
                                 resolve::status_name(best.status));
  text += candidate_text("best", best.person, best.weight, linked.right_ids());
  if (!best.person.is_none()) text += fmt::format(", probability {:.6g}\n", best.probability);
  text += candidate_text("runner-up", best.runner_up, best.runner_up_weight, linked.right_ids());
  if (!best.runner_up.is_none()) text += "\n";
  return text + describe_candidate(linked, "best", explained, best.person, shows_values) +
         describe_candidate(linked, "runner-up", explained, best.runner_up, shows_values);
}

}  // namespace

FoundPair find_explained(const LinkedRecords& linked, const config::ExplainedPair& explained) {
  const char* const right_file = linked.is_one_file ? "left" : "right";
  const FoundPair pair{require_id(linked.left_ids(), explained.left_id, "left"),
                       require_id(linked.right_ids(), explained.right_id, right_file)};
  if (linked.is_one_file && pair.left == pair.right)
    throw Error(ErrorKind::kUsage, "--explain: both ids name the same record");
  return pair;
}

std::vector<WaterfallLine> pair_lines(const LinkedRecords& linked, FoundPair pair,
                                      bool shows_values) {
  const FoundPair ordered = in_order(pair, linked.is_one_file);
  const auto position = find_pair(linked.pairs, ordered);
  const Levels levels = position ? linked.pairs.patterns[linked.pairs.pattern[*position]]
                                 : compare_pair(linked, ordered);
  std::vector<WaterfallLine> lines = pattern_lines(linked.weighed.model, levels);
  const model::RecordFrequencies& frequencies = linked.weighed.frequencies;
  lines.push_back({"frequency", "of the values that agree",
                   stages::frequency_weight(levels, frequencies.right[ordered.right],
                                            frequencies.left[ordered.left])});
  if (position)
    lines.push_back(
        {"context", "what the records' other pairs say", linked.weighed.context[*position]});
  if (shows_values) add_values(linked, pair, lines);
  return lines;
}

std::string explain_pair(const LinkedRecords& linked, const config::ExplainedPair& explained) {
  const FoundPair pair = find_explained(linked, explained);
  return fmt::format("{} : {}\n{}\n{}", explained.left_id, explained.right_id,
                     describe_pair(linked, pair, explained.shows_values),
                     describe_best(linked, pair, explained.shows_values));
}

}  // namespace fsu::commands
