// Reads option values as numbers, dates and choices, and gathers what is wrong with them.
#pragma once

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "kernels/core/isa.hpp"
#include "src/cli/command_line.hpp"
#include "src/config/input_config.hpp"

namespace fsu::cli {

class OptionValues {
 public:
  explicit OptionValues(const GivenOptions& given) : given_(given), problems_(given.problems) {}

  [[nodiscard]] bool has(const std::string& name) const { return given_.values.contains(name); }
  [[nodiscard]] bool is_on(const std::string& name);  ///< a switch: given, or 1/true/yes in a file
  [[nodiscard]] std::string text(const std::string& name, std::string otherwise = {}) const;
  [[nodiscard]] std::filesystem::path path(const std::string& name) const { return text(name); }
  /// A path that must be given.
  [[nodiscard]] std::filesystem::path required_path(const std::string& name);
  [[nodiscard]] std::optional<std::int64_t> whole(const std::string& name, std::int64_t low,
                                                  std::int64_t high);
  [[nodiscard]] std::optional<double> real(const std::string& name, double low, double high);
  /// A whole date YYYY-MM-DD, packed.
  [[nodiscard]] std::optional<std::int32_t> date(const std::string& name);
  /// N or P%.
  [[nodiscard]] std::optional<config::RejectLimit> reject_limit(const std::string& name);
  /// An amount of memory: a number with K, M, G or T behind it, powers of 1024; 64 MiB at least.
  [[nodiscard]] std::optional<std::uint64_t> bytes(const std::string& name);
  /// An instruction-set path of a machine whose best one is `best`.
  [[nodiscard]] std::optional<Isa> instruction_set(const std::string& name, Isa best);

  /// The value that goes with the given word.
  template <class Value>
  [[nodiscard]] std::optional<Value> choice(
      const std::string& name, const std::vector<std::pair<std::string_view, Value>>& words) {
    if (!has(name)) return {};
    std::string known;
    for (const auto& [word, value] : words) {
      if (word == text(name)) return value;
      known += (known.empty() ? "" : ", ") + std::string(word);
    }
    add_problem(name, "must be one of " + known);
    return {};
  }

  void add_problem(const std::string& name, const std::string& problem);
  /// A problem of the settings file that belongs to no option.
  void add_file_problem(const std::string& problem) { problems_.push_back({problem, true}); }

  /// All problems so far, for whoever reads further values of the call.
  [[nodiscard]] const std::vector<OptionProblem>& problems() const { return problems_; }

  /// Throws one Error with all problems, kUsage where any is of the command line, else
  /// kConfiguration.
  void throw_problems() const;

 private:
  const GivenOptions& given_;
  std::vector<OptionProblem> problems_;
};

}  // namespace fsu::cli
