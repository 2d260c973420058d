#include "src/commands/show_overview.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <span>
#include <string>
#include <vector>

#include "src/commands/text_columns.hpp"
#include "src/commands/top_people.hpp"

namespace fsu::commands {
namespace {

constexpr std::size_t kIndent = 2;
constexpr std::size_t kWidestId = 20;
constexpr std::size_t kWidestName = 30;
constexpr std::size_t kNarrowestName = 8;

/// A total of ranking/individuals and its heading.
struct Total {
  std::string_view column;
  std::string_view heading;
};
constexpr std::array kTotals = std::to_array<Total>({{"suspect_count", "susp"},
                                                     {"offender_count", "offd"},
                                                     {"victim_count", "vict"},
                                                     {"custody_count", "cust"},
                                                     {"custody_hours", "cust h"},
                                                     {"originator_calls", "orig"},
                                                     {"originator_resource_hours", "orig h"},
                                                     {"subject_calls", "subj"},
                                                     {"subject_resource_hours", "subj h"}});

/// A metric and the totals that it sums.
struct Metric {
  std::string_view name;
  std::string_view title;
  std::span<const Total> totals;
};
constexpr std::array kMetrics = std::to_array<Metric>(
    {{"investigation_and_custody", "Investigations and Custody", std::span(kTotals).first(5)},
     {"originator", "Originator", std::span(kTotals).subspan(5, 2)},
     {"subject", "Subject", std::span(kTotals).subspan(7, 2)},
     {"overall", "Overall", std::span(kTotals)}});

using NameByPerson = std::map<std::string, std::string, std::less<>>;

NameByPerson names_of_selected(const io::ResultFileReader& file) {
  NameByPerson names;
  constexpr auto kPath = "ranking/frequent_service_users";
  if (!file.has_table(kPath)) return names;
  const Table selected = file.read_table(kPath);
  for (std::size_t row = 0; row < selected.num_rows(); ++row) {
    std::string name(selected.text("surname")[row]);
    if (!selected.text("forenames")[row].empty()) name += ", ";
    name += selected.text("forenames")[row];
    names.emplace(selected.text("person_id")[row], std::move(name));
  }
  return names;
}

TextColumn integers(std::string_view heading, std::span<const std::int64_t> values) {
  TextColumn column{std::string(heading), true, {}};
  for (const std::int64_t value : values) column.cells.push_back(fmt::format("{}", value));
  return column;
}

TextColumn decimals(std::string_view heading, std::span<const double> values, int places) {
  TextColumn column{std::string(heading), true, {}};
  for (const double value : values) column.cells.push_back(fmt::format("{:.{}f}", value, places));
  return column;
}

TextColumn total_column(const Table& people, const Total& total) {
  const std::string name(total.column);
  if (people.spec().columns[people.spec().index_of(name)].type == ColumnType::kFloat64)
    return decimals(total.heading, people.floats(name), 1);
  return integers(total.heading, people.int64s(name));
}

/// The column of names, as wide as the others leave room for.
TextColumn name_column(const Table& people, const NameByPerson& names,
                       std::span<const TextColumn> others) {
  const std::size_t taken = kIndent + printed_width(others);
  const std::size_t room = kLineWidth > taken ? kLineWidth - taken : 0;
  const std::size_t width = std::clamp(room, kNarrowestName, kWidestName);
  TextColumn column{"name", false, {}};
  const StringColumn& ids = people.text("person_id");
  for (std::size_t row = 0; row < ids.size(); ++row) {
    const auto found = names.find(ids[row]);
    column.cells.push_back(found == names.end() ? "" : printable(found->second, width));
  }
  return column;
}

void show_metric(const Metric& metric, const Table& people, const NameByPerson& names,
                 std::ostream& out) {
  const std::string name(metric.name);
  out << '\n' << metric.title << '\n';
  if (people.num_rows() == 0) {
    out << "  nobody has a score above zero\n";
    return;
  }
  std::vector<TextColumn> columns = {integers("rank", people.int64s(name + "_rank")),
                                     {"person_id", false, {}},
                                     decimals("score", people.floats(name + "_score"), 4),
                                     decimals("uncapped", people.floats(name + "_uncapped"), 4)};
  const StringColumn& ids = people.text("person_id");
  for (std::size_t row = 0; row < ids.size(); ++row)
    columns[1].cells.push_back(printable(ids[row], kWidestId));
  for (const Total& total : metric.totals) columns.push_back(total_column(people, total));
  columns.insert(columns.begin() + 2, name_column(people, names, columns));
  print_columns(out, columns, kIndent);
}

void show_ranking(const io::ResultFileReader& file, std::int64_t top, std::ostream& out) {
  std::vector<std::string> metrics;
  for (const Metric& metric : kMetrics) metrics.emplace_back(metric.name);
  const std::vector<Table> tops =
      top_people(file.open_table("ranking/individuals"), metrics, static_cast<std::size_t>(top));
  const NameByPerson names = names_of_selected(file);
  for (std::size_t i = 0; i < kMetrics.size(); ++i) show_metric(kMetrics[i], tops[i], names, out);
  out << "\nsusp, offd, vict: crime investigations as suspect, offender, victim; cust: custody "
         "records;\norig, subj: logs as originator, subject; h: hours (in custody, of resources)\n";
}

/// One row a role of linkage/summary: how many mentions, and what became of them.
void show_mentions(const Table& summary, std::ostream& out) {
  constexpr std::array kMeasures =
      std::to_array<std::string_view>({"mentions", "linked", "ambiguous", "below_threshold",
                                       "no_candidate", "insufficient", "organisations"});
  std::map<std::string, std::map<std::string, double, std::less<>>, std::less<>> counts;
  for (std::size_t row = 0; row < summary.num_rows(); ++row)
    counts[std::string(summary.text("role")[row])].emplace(summary.text("measure")[row],
                                                           summary.floats("value")[row]);
  std::vector<TextColumn> columns = {{"mentions as", false, {}}};
  for (const std::string_view measure : kMeasures)
    columns.push_back({std::string(measure), true, {}});
  for (const auto& [role, values] : counts) {
    if (!values.contains(kMeasures.front())) continue;
    columns[0].cells.push_back(printable(role, kWidestId));
    for (std::size_t i = 0; i < kMeasures.size(); ++i) {
      const auto found = values.find(kMeasures[i]);
      columns[i + 1].cells.push_back(found == values.end() ? ""
                                                           : fmt::format("{:.0f}", found->second));
    }
  }
  if (columns[0].cells.empty()) return;
  out << '\n';
  print_columns(out, columns);
}

void show_line(std::string_view name, std::string_view value, std::ostream& out) {
  if (!value.empty())
    out << fmt::format("{:<12}", name) << printable(value, kLineWidth - 12) << '\n';
}

void show_origin(const io::ResultFileReader& file, std::ostream& out) {
  const std::string commit = file.attribute_text("program_commit");
  show_line(
      "program",
      "fsu " + file.attribute_text("program_version") + (commit.empty() ? "" : " (" + commit + ")"),
      out);
  show_line("as of", file.attribute_text("as_of"), out);
  show_line("window from", file.attribute_text("window_start"), out);
  show_line("run", file.attribute_text("run_id"), out);
  show_line("settings", file.attribute_text("settings_digest"), out);
  show_line("content", file.attribute_text("content_digest"), out);
}

void show_row_count(const io::ResultFileReader& file, std::string_view name,
                    const std::string& path, std::ostream& out) {
  if (file.has_table(path))
    show_line(name, fmt::format("{}", file.open_table(path).num_rows()), out);
}

void show_tables(const io::ResultFileReader& file, std::ostream& out) {
  std::vector<TextColumn> columns = {
      {"table", false, {}}, {"rows", true, {}}, {"holds", false, {}}};
  for (const std::string& path : file.tables()) {
    const io::TableReader table = file.open_table(path);
    columns[0].cells.push_back(printable(path, 40));
    columns[1].cells.push_back(fmt::format("{}", table.num_rows()));
    columns[2].cells.push_back(printable(table.spec().title, 60));
  }
  out << '\n';
  print_columns(out, columns);
}

}  // namespace

void show_overview(const io::ResultFileReader& file, std::int64_t top, std::ostream& out) {
  show_origin(file, out);
  show_row_count(file, "individuals", "ranking/individuals", out);
  show_row_count(file, "selected", "ranking/frequent_service_users", out);
  if (file.has_table("linkage/summary")) show_mentions(file.read_table("linkage/summary"), out);
  if (file.has_table("ranking/individuals"))
    show_ranking(file, top, out);
  else
    show_tables(file, out);
}

}  // namespace fsu::commands
