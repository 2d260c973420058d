#include "src/stages/linkage_doubts.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <span>
#include <utility>

#include "kernels/core/missing.hpp"

namespace fsu::stages {
namespace {

using config::LinkageConfig;

/// One in so many counts for none.
constexpr std::size_t kHardlyAnyOf = 1000;
constexpr double kMoreProbableThanNot = 0.5;

using ColumnNames = std::vector<std::string_view>;

/// A field of the identity and the columns that hold it; the mentions' by role.
struct IdentityField {
  std::string_view name;
  config::Evidence evidence;
  std::vector<ColumnNames> of_persons;
  std::vector<ColumnNames> of_mentions;
};

std::vector<IdentityField> identity_fields() {
  return {
      {"names",
       config::kNamesEvidence,
       {{"forenames", "surname"}},
       {{"originator_forename", "originator_surname"}, {"subject_forename", "subject_surname"}}},
      {"date of birth",
       config::kDateEvidence,
       {{"date_of_birth"}},
       {{"originator_dob"}, {"subject_dob"}}},
      {"PNC ID", config::kPncEvidence, {{"pnc_id"}}, {{"originator_pnc_id"}, {"subject_pnc_id"}}}};
}

/// The columns of a field in one table.
class FieldColumns {
 public:
  FieldColumns(const Table& table, const ColumnNames& names) {
    for (const std::string_view name : names) {
      const ColumnData& column = table.column(table.spec().index_of(name));
      if (const auto* texts = std::get_if<StringColumn>(&column)) {
        texts_.push_back(texts);
      } else {
        dates_ = table.dates(name);
      }
    }
  }

  [[nodiscard]] bool is_filled(std::size_t row) const {
    if (!dates_.empty()) return dates_[row] != kMissingDate;
    return std::any_of(texts_.begin(), texts_.end(),
                       [row](const StringColumn* texts) { return !(*texts)[row].empty(); });
  }

  /// True where a row holds what a row of another set of columns of the same field holds.
  [[nodiscard]] bool is_same(std::size_t row, const FieldColumns& other,
                             std::size_t other_row) const {
    if (!dates_.empty()) return dates_[row] == other.dates_[other_row];
    for (std::size_t i = 0; i < texts_.size(); ++i) {
      if ((*texts_[i])[row] != (*other.texts_[i])[other_row]) return false;
    }
    return true;
  }

 private:
  std::vector<const StringColumn*> texts_;
  std::span<const std::int32_t> dates_;
};

/// How often a field is filled, and whether always with the same.
struct FieldCount {
  std::size_t filled = 0;
  bool is_constant = true;
};

/// Counts a field over sets of columns of one table; stops where it is `enough` and varies.
FieldCount count_field(const Table& table, std::span<const ColumnNames> column_sets,
                       std::size_t enough) {
  std::vector<FieldColumns> sets;
  for (const ColumnNames& names : column_sets) sets.emplace_back(table, names);
  FieldCount count;
  const FieldColumns* first = nullptr;
  std::size_t first_row = 0;
  for (const FieldColumns& columns : sets) {
    for (std::size_t row = 0; row < table.num_rows(); ++row) {
      if (!columns.is_filled(row)) continue;
      if (first == nullptr) {
        first = &columns;
        first_row = row;
      }
      ++count.filled;
      count.is_constant = count.is_constant && columns.is_same(row, *first, first_row);
      if (!count.is_constant && count.filled > enough) return count;
    }
  }
  return count;
}

/// Of as many records so few count for none.
std::size_t hardly_any(std::size_t num_records) { return num_records / kHardlyAnyOf; }

/// `all` are the records that could fill the field.
void doubt_field(std::string_view name, const FieldCount& count, std::size_t all,
                 std::string_view what, std::vector<std::string>& doubts) {
  if (count.filled <= hardly_any(all)) {
    doubts.push_back(fmt::format(
        "{}: {} of {} {} have one, so it says {}; is it the right column and format?", name,
        count.filled, all, what, count.filled == 0 ? "nothing" : "next to nothing"));
  } else if (count.is_constant && count.filled > 1) {
    doubts.push_back(
        fmt::format("{}: the same in all of {} {} that have one, so it tells nobody "
                    "from another",
                    name, count.filled, what));
  }
}

void doubt_fields(const EvidenceTables& tables, std::size_t num_mentions,
                  const LinkageConfig& config, std::vector<std::string>& doubts) {
  const auto doubt = [&](const IdentityField& field, const Table& table,
                         std::span<const ColumnNames> columns, std::size_t all,
                         std::string_view what) {
    doubt_field(field.name, count_field(table, columns, hardly_any(all)), all, what, doubts);
  };
  for (const IdentityField& field : identity_fields()) {
    if (!config.uses(field.evidence)) continue;
    doubt(field, tables.persons, field.of_persons, tables.persons.num_rows(), "rows of persons");
    doubt(field, tables.incidents, field.of_mentions, num_mentions, "mentions in the logs");
  }
}

std::size_t num_people(std::span<const PersonId> person_of_version) {
  std::vector<PersonId> people(person_of_version.begin(), person_of_version.end());
  std::sort(people.begin(), people.end());
  return static_cast<std::size_t>(std::unique(people.begin(), people.end()) - people.begin());
}

/// Mentions whose best person is the one, as far as the linkage knows.
void doubt_links(const MentionLinks& links, std::vector<std::string>& doubts) {
  double expected = 0;
  double most_probable = 0;
  for (std::size_t i = 0; i < links.size(); ++i) {
    const resolve::Decision& decision = links.decision(i);
    if (decision.person.is_none()) continue;
    expected += decision.probability;
    most_probable = std::max(most_probable, decision.probability);
  }
  if (most_probable < kMoreProbableThanNot) {
    doubts.emplace_back(
        "no mention is more probably of somebody in the index than of nobody: logs and index may "
        "have nobody in common");
  } else if (expected <= static_cast<double>(hardly_any(links.size()))) {
    doubts.push_back(
        fmt::format("only {:.1f} of {} mentions are expected to be of anybody in the index: are "
                    "these the right extracts?",
                    expected, links.size()));
  }
}

}  // namespace

std::optional<std::string> doubt_few(std::size_t num_records, std::string_view what) {
  if (num_records >= kFewRecords) return {};
  return fmt::format(
      "{} {} teach little: the model is mostly what is expected of any files, and probabilities "
      "are rough",
      num_records, what);
}

std::vector<std::string> find_doubts(const EvidenceTables& tables, const Linkage& linkage,
                                     const LinkageConfig& config) {
  if (tables.persons.num_rows() == 0) return {"table persons is empty: there is nobody to link to"};
  if (linkage.mentions.size() == 0) return {"no log names anybody, so there is nobody to link"};
  std::vector<std::string> doubts;
  doubt_fields(tables, linkage.mentions.size(), config, doubts);
  const bool learns = config.method == LinkageConfig::Method::kFuzzy && config.model.empty();
  if (learns) {
    const std::size_t fewest =
        std::min(num_people(tables.person_of_version), linkage.mentions.size());
    const bool is_index = fewest < linkage.mentions.size();
    if (auto doubt = doubt_few(fewest, is_index ? "people in the index" : "mentions"))
      doubts.push_back(std::move(*doubt));
  }
  doubt_links(linkage.mentions, doubts);
  return doubts;
}

}  // namespace fsu::stages
