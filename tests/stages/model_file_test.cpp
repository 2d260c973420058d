// Models as files: what was written comes back to the last bit, and what does not fit is refused
// with everything that differs.
#include "src/stages/model_file.hpp"

#include <gtest/gtest.h>

#include <filesystem>

#include "tests/cli/error_message.hpp"
#include "tests/support/random_model.hpp"
#include "tests/support/temporary_folder.hpp"

namespace fsu::stages {
namespace {

/// The text with the first `from` in it replaced.
std::string replaced(std::string text, const std::string& from, const std::string& to) {
  const std::size_t at = text.find(from);
  EXPECT_NE(at, std::string::npos) << from;
  return text.replace(at, from.size(), to);
}

std::string refusal_of(const std::string& text, std::size_t num_fields = 2) {
  const auto comparisons = test::all_comparisons(num_fields);
  return test::message_of(ErrorKind::kConfiguration,
                          [&] { static_cast<void>(parse_model(text, comparisons, "old.json")); });
}

TEST(ModelFile, ComesBackToTheLastBit) {
  for (const std::size_t num_fields : {0U, 1U, 3U, 8U}) {
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
      const model::Model model = test::random_model(num_fields, seed);
      const std::string text = format_model(model);
      const model::Model read = parse_model(text, test::all_comparisons(num_fields), "m.json");
      ASSERT_EQ(format_model(read), text);
      EXPECT_EQ(read.lambda, model.lambda);
      EXPECT_EQ(read.num_iterations, model.num_iterations);
      EXPECT_EQ(read.has_converged, model.has_converged);
      Random random(seed, 1, num_fields);
      for (int i = 0; i < 200; ++i) {
        const Levels levels = test::random_levels(model, random);
        ASSERT_EQ(model::pattern_weight(read, levels), model::pattern_weight(model, levels));
      }
    }
  }
}

TEST(ModelFile, HoldsSharesAndCodesOfDependence) {
  const model::Model model = test::random_model(3, 4);
  const model::Model read = parse_model(format_model(model), test::all_comparisons(3), "m.json");
  ASSERT_EQ(read.dependence.size(), model.dependence.size());
  for (const auto& [code, shares] : model.dependence) {
    EXPECT_EQ(read.dependence.at(code).m, shares.m);
    EXPECT_EQ(read.dependence.at(code).u, shares.u);
  }
}

TEST(ModelFile, AgreementsAreWordsInTheOrderOfTheFields) {
  model::Model model = test::random_model(2, 1);
  Levels levels{};  // names: both the same, level 0 of them
  levels[1] = test::missing_level(model.comparisons[1].spec);
  levels[4] = test::missing_level(model.comparisons[4].spec);
  levels[5] = 2;  // an exact field that differs
  model.dependence = {{model::agreement_code(model.comparisons, levels), {2, 1}}};
  EXPECT_NE(format_model(model).find(
                "{\"agreements\": [\"agrees\", \"missing\", \"disagrees\"], \"m\": 2, \"u\": 1, "
                "\"weight\": 1}"),
            std::string::npos);
}

TEST(ModelFile, OtherComparisonsDoNotFit) {
  const std::string text = format_model(test::random_model(2, 1));
  const std::string message = refusal_of(text, 3);
  test::expect_has(message, "old.json does not fit this run");
  test::expect_has(message, "field 0, field 1, but this run");
  test::expect_has(message, "field 1, field 2");
}

TEST(ModelFile, OtherLevelsDoNotFitAndAllAreTold) {
  std::string text = format_model(test::random_model(2, 1));
  text = replaced(text, "\"forename same, surname close\"", "\"forename same, surname odd\"");
  text = replaced(text, "\"two edits\"", "\"2 edits\"");
  const std::string message = refusal_of(text);
  test::expect_has(message,
                   "comparison names, level 1 is 'forename same, surname odd', but 'forename "
                   "same, surname close' in this run");
  test::expect_has(message, "comparison identifier, level 3 is '2 edits'");
}

TEST(ModelFile, NumbersThatGiveNoWeightAreRefused) {
  model::Model model = test::random_model(1, 1);
  model.lambda = 0.25;
  model.comparisons[0].shares[0] = {0.125, 0.25};
  model.dependence = {{0, {2, 4}}};
  const std::string text = format_model(model);
  test::expect_has(refusal_of(replaced(text, "\"m\": 0.125", "\"m\": 0"), 1),
                   "comparison names, level 'forename same, surname same': m is not between");
  test::expect_has(refusal_of(replaced(text, "\"u\": 0.25", "\"u\": 1.5"), 1), "u is not between");
  test::expect_has(refusal_of(replaced(text, "\"u\": 0.25", "\"u\": 1e-320"), 1),
                   "u is not between");
  test::expect_has(refusal_of(replaced(text, "\"m\": 2, \"u\": 4", "\"m\": 2, \"u\": -4"), 1),
                   "dependence: u is not between");
  for (const char* lambda : {"0", "1", "-0.5"}) {
    const std::string wrong =
        replaced(text, "\"lambda\": 0.25", std::string("\"lambda\": ") + lambda);
    test::expect_has(refusal_of(wrong, 1), "lambda is not between");
  }
}

TEST(ModelFile, UnknownAgreementsAreRefused) {
  model::Model model = test::random_model(1, 1);
  model.dependence = {{0, {2, 4}}};
  const std::string text = format_model(model);
  test::expect_has(refusal_of(replaced(text, "\"disagrees\"", "\"maybe\""), 1), "maybe");
  test::expect_has(refusal_of(replaced(text, "\"disagrees\", ", ""), 1), "none of this run");
}

TEST(ModelFile, WhatIsNoModelIsRefused) {
  const std::string text = format_model(test::random_model(2, 1));
  test::expect_has(refusal_of(""), "cannot be read as a linkage model");
  test::expect_has(refusal_of("[]"), "cannot be read");
  test::expect_has(refusal_of(text.substr(0, text.size() / 2)), "cannot be read");
  test::expect_has(refusal_of(replaced(text, "\"lambda\"", "\"lambada\"")), "lambda");
  test::expect_has(refusal_of(replaced(text, "\"version\": 1", "\"version\": 2")), "version 1");
  test::expect_has(refusal_of(replaced(text, "\"converged\": ", "\"converged\": 1")),
                   "cannot be read");
}

TEST(ModelFile, FilesArePrivateAndAbsentOnesAreNoInput) {
  const test::TemporaryFolder folder;
  const model::Model model = test::random_model(1, 9);
  const std::filesystem::path path = folder.path() / "m.json";
  save_model(model, path);
  EXPECT_EQ(std::filesystem::status(path).permissions(),
            std::filesystem::perms::owner_read | std::filesystem::perms::owner_write);
  EXPECT_EQ(format_model(load_model(path, test::all_comparisons(1))), format_model(model));
  static_cast<void>(test::message_of(ErrorKind::kNoInput, [&] {
    static_cast<void>(load_model(folder.path() / "none.json", test::all_comparisons(1)));
  }));
}

}  // namespace
}  // namespace fsu::stages
