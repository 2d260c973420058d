#include "src/cli/option_values.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

#include "io/datetime_format.hpp"
#include "kernels/core/date.hpp"
#include "kernels/core/error.hpp"

namespace fsu::cli {
namespace {

template <class Number>
std::optional<Number> parse_number(std::string_view text) {
  Number number{};
  const auto [end, code] = std::from_chars(text.data(), text.data() + text.size(), number);
  if (code != std::errc() || end != text.data() + text.size()) return {};
  return number;
}

}  // namespace

std::string OptionValues::text(const std::string& name, std::string otherwise) const {
  const auto found = given_.values.find(name);
  return found == given_.values.end() ? std::move(otherwise) : found->second.value;
}

bool OptionValues::is_on(const std::string& name) {
  if (!has(name)) return false;
  const std::string value = text(name);
  if (value == "1" || value == "true" || value == "yes") return true;
  if (value != "0" && value != "false" && value != "no") add_problem(name, "must be 1 or 0");
  return false;
}

std::filesystem::path OptionValues::required_path(const std::string& name) {
  if (text(name).empty()) problems_.push_back({"--" + name + " is needed", false});
  return text(name);
}

std::optional<std::int64_t> OptionValues::whole(const std::string& name, std::int64_t low,
                                                std::int64_t high) {
  if (!has(name)) return {};
  const auto number = parse_number<std::int64_t>(text(name));
  if (number && *number >= low && *number <= high) return number;
  add_problem(name, fmt::format("must be a whole number from {} to {}", low, high));
  return {};
}

std::optional<double> OptionValues::real(const std::string& name, double low, double high) {
  if (!has(name)) return {};
  const auto number = parse_number<double>(text(name));
  if (number && std::isfinite(*number) && *number >= low && *number <= high) return number;
  add_problem(name, fmt::format("must be a number from {} to {}", low, high));
  return {};
}

std::optional<std::int32_t> OptionValues::date(const std::string& name) {
  if (!has(name)) return {};
  const auto date = io::DateTimeFormat().parse_date(text(name));
  if (date && is_whole_date(*date) && year_of(*date) >= 1900 && year_of(*date) < 2200) return date;
  add_problem(name, "must be a date YYYY-MM-DD");
  return {};
}

std::optional<config::RejectLimit> OptionValues::reject_limit(const std::string& name) {
  if (!has(name)) return {};
  std::string value = text(name);
  const bool is_percent = value.ends_with('%');
  if (is_percent) value.pop_back();
  config::RejectLimit limit;
  if (is_percent) {
    const auto percent = parse_number<double>(value);
    if (percent && *percent >= 0 && *percent <= 100) {
      limit.percent = *percent;
      return limit;
    }
  } else if (const auto rows = parse_number<std::int64_t>(value); rows && *rows >= 0) {
    limit.rows = rows;
    return limit;
  }
  add_problem(name, "must be a number of rows, or a share such as 1%");
  return {};
}

std::optional<std::uint64_t> OptionValues::bytes(const std::string& name) {
  if (!has(name)) return {};
  constexpr std::string_view kUnits = "KMGT";
  constexpr double kLeast = 64.0 * 1024 * 1024;
  constexpr double kMost = 1e15;
  std::string value = text(name);
  if (value.size() > 1 && value.ends_with('B')) value.pop_back();  // GB, and GiB as well
  if (value.size() > 1 && value.ends_with('i')) value.pop_back();
  const std::size_t unit = value.empty() ? std::string_view::npos : kUnits.find(value.back());
  if (unit != std::string_view::npos) {
    value.pop_back();
    const auto number = parse_number<double>(value);
    const double bytes = number.value_or(0) * static_cast<double>(std::uint64_t{1024} << 10 * unit);
    if (bytes >= kLeast && bytes <= kMost) return static_cast<std::uint64_t>(bytes);
  }
  add_problem(
      name,
      "must be a size with its unit, such as 500M, 8G or 1.5T (G is 2^30 bytes); at least 64M");
  return {};
}

std::optional<Isa> OptionValues::instruction_set(const std::string& name, Isa best) {
  std::vector<std::pair<std::string_view, Isa>> words;
  std::string present;
  for (const Isa isa : {Isa::kPortable, Isa::kAvx2, Isa::kAvx512}) {
    words.emplace_back(isa_name(isa), isa);
    if (isa <= best) present += (present.empty() ? "" : ", ") + std::string(isa_name(isa));
  }
  const std::optional<Isa> wanted = choice(name, words);
  if (!wanted || *wanted <= best) return wanted;
  add_problem(name, "this machine does not have it, but " + present);
  return {};
}

void OptionValues::add_problem(const std::string& name, const std::string& problem) {
  const auto found = given_.values.find(name);
  const bool is_from_file = found != given_.values.end() && found->second.is_from_file;
  const std::string place =
      is_from_file ? fmt::format(" (line {} of the settings file)", found->second.line) : "";
  problems_.push_back(
      {fmt::format("--{} {}: {}{}", name, text(name), problem, place), is_from_file});
}

void OptionValues::throw_problems() const {
  if (problems_.empty()) return;
  std::string message;
  for (const OptionProblem& problem : problems_)
    message += (message.empty() ? "" : "\n  ") + problem.text;
  const bool is_usage =
      std::any_of(problems_.begin(), problems_.end(),
                  [](const OptionProblem& problem) { return !problem.is_from_file; });
  throw Error(is_usage ? ErrorKind::kUsage : ErrorKind::kConfiguration, message);
}

}  // namespace fsu::cli
