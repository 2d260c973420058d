#include "src/commands/waterfall.hpp"

#include <fmt/format.h>

#include <sstream>

#include "src/commands/text_columns.hpp"

namespace fsu::commands {
namespace {

constexpr std::size_t kWidestCell = 48;

std::string share_text(const std::optional<double>& share) {
  return share ? fmt::format("{:.4g}", *share) : std::string();
}

std::string weight_text(Weight weight) { return fmt::format("{:+.2f}", weight_bits(weight)); }

/// Columns in the order in which they are printed.
struct WaterfallColumns {
  TextColumn label{"what", false, {}};
  TextColumn level{"level", false, {}};
  TextColumn m{"m", true, {}};
  TextColumn u{"u", true, {}};
  TextColumn weight{"weight", true, {}};
  TextColumn sum{"sum", true, {}};

  void add(const WaterfallLine& line, Weight sum_so_far) {
    label.cells.push_back(printable(line.label, kWidestCell));
    level.cells.push_back(printable(line.level, kWidestCell));
    m.cells.push_back(share_text(line.m));
    u.cells.push_back(share_text(line.u));
    weight.cells.push_back(weight_text(line.weight));
    sum.cells.push_back(weight_text(sum_so_far));
  }
};

/// The values of the lines that have some, below each other.
void print_values(std::ostream& out, std::span<const WaterfallLine> lines) {
  TextColumn label{"value", false, {}};
  TextColumn left{"left", false, {}};
  TextColumn right{"right", false, {}};
  for (const WaterfallLine& line : lines) {
    if (line.left_value.empty() && line.right_value.empty()) continue;
    label.cells.push_back(printable(line.label, kWidestCell));
    left.cells.push_back(printable(line.left_value, kWidestCell));
    right.cells.push_back(printable(line.right_value, kWidestCell));
  }
  if (label.cells.empty()) return;
  out << '\n';
  print_columns(out, {label, left, right});
}

WaterfallLine comparison_line(const model::Comparison& comparison, std::uint8_t level) {
  WaterfallLine line{comparison.spec.name, comparison.spec.levels[level].label,
                     model::level_weight(comparison, level)};
  if (comparison.spec.levels[level].presence == kNothingCompared) return line;
  line.m = comparison.shares[level].m;
  line.u = comparison.shares[level].u;
  return line;
}

}  // namespace

std::vector<WaterfallLine> pattern_lines(const model::Model& model, const Levels& levels) {
  std::vector<WaterfallLine> lines;
  lines.push_back({"prior", fmt::format("one pair true in {:.0f} pairs", 1 / model.lambda),
                   model::prior_weight(model)});
  for (std::size_t i = 0; i < model.comparisons.size(); ++i)
    lines.push_back(comparison_line(model.comparisons[i], levels[i]));
  if (!model.dependence.empty())
    lines.push_back(
        {"dependence", "of fields that agree together", model::dependence_weight(model, levels)});
  return lines;
}

Weight total_weight(std::span<const WaterfallLine> lines) {
  Weight sum = 0;
  for (const WaterfallLine& line : lines) sum += line.weight;
  return sum;
}

std::string render_waterfall(std::span<const WaterfallLine> lines) {
  WaterfallColumns columns;
  Weight sum = 0;
  for (const WaterfallLine& line : lines) columns.add(line, sum += line.weight);
  std::ostringstream text;
  print_columns(text,
                {columns.label, columns.level, columns.m, columns.u, columns.weight, columns.sum});
  text << fmt::format("\ntotal {} bits, probability {:.6g}\n", weight_text(sum),
                      model::probability_of(sum));
  print_values(text, lines);
  return std::move(text).str();
}

}  // namespace fsu::commands
