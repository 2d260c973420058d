#include "src/stages/model_tables.hpp"

#include "io/result_schema.hpp"
#include "kernels/core/missing.hpp"

namespace fsu::stages {

Table levels_table(const model::Model& model) {
  Table table(io::result_table("linkage/levels"));
  for (const model::Comparison& comparison : model.comparisons) {
    for (std::size_t l = 0; l < comparison.spec.levels.size(); ++l) {
      const LevelSpec& level = comparison.spec.levels[l];
      const model::LevelShares& shares = comparison.shares[l];
      const bool is_missing = level.presence == kNothingCompared;
      table.text("comparison").push_back(comparison.spec.name);
      table.int64s("level").push_back(static_cast<std::int64_t>(l));
      table.text("label").push_back(level.label);
      table.floats("m").push_back(is_missing ? kMissingFloat64 : shares.m);
      table.floats("u").push_back(is_missing ? kMissingFloat64 : shares.u);
      table.floats("weight").push_back(
          weight_bits(model::level_weight(comparison, static_cast<std::uint8_t>(l))));
    }
  }
  return table;
}

Table patterns_table(std::span<const PatternCount> patterns) {
  Table table(io::result_table("linkage/patterns"));
  for (const PatternCount& count : patterns) {
    table.int64s("pattern").push_back(static_cast<std::int64_t>(count.pattern));
    table.int64s("pairs").push_back(static_cast<std::int64_t>(count.pairs));
    table.floats("weight").push_back(weight_bits(count.weight));
    table.floats("pair_probability").push_back(model::probability_of(count.weight));
  }
  return table;
}

Table passes_table(const blocking::BlockingCounts& counts) {
  Table table(io::result_table("linkage/passes"));
  for (std::size_t pass = 0; pass < blocking::kNumPasses; ++pass) {
    const blocking::PassCounts& of = counts.passes[pass];
    table.text("pass").push_back(blocking::kPassNames[pass]);
    table.int64s("pairs").push_back(static_cast<std::int64_t>(of.pairs));
    table.int64s("new_pairs").push_back(static_cast<std::int64_t>(of.new_pairs));
    table.int64s("largest_block").push_back(static_cast<std::int64_t>(of.largest_block));
  }
  return table;
}

Table summary_table(std::span<const SummaryCount> counts) {
  Table table(io::result_table("linkage/summary"));
  for (const SummaryCount& count : counts) {
    table.text("role").push_back(count.role);
    table.text("measure").push_back(count.measure);
    table.floats("value").push_back(count.value);
  }
  return table;
}

}  // namespace fsu::stages
