// `fsu link --explain`: the waterfall of every pair is its weight, also of pairs that no pass
// found; best candidate and runner-up stand beside it; values only where asked for.
#include "src/commands/link_explain.hpp"

#include <gtest/gtest.h>

#include "tests/cli/error_message.hpp"
#include "tests/commands/linked_people.hpp"

namespace fsu::commands {
namespace {

TEST_F(LinkTest, TheWaterfallOfEveryPairIsItsWeight) {
  for (const bool uses_context : {true, false}) {
    config::LinkConfig config = config_of("a.csv", 0, 120);
    config.uses_context = uses_context;
    const LinkedRecords linked = link_records(config);
    ASSERT_EQ(linked.pairs.size(), 120U * 119 / 2);
    for (std::size_t i = 0; i < linked.pairs.size(); ++i) {
      const FoundPair pair{linked.pairs.left[i], linked.pairs.right[i]};
      ASSERT_EQ(total_weight(pair_lines(linked, pair, false)), linked.weighed.weights[i]);
      ASSERT_EQ(total_weight(pair_lines(linked, {pair.right, pair.left}, true)),
                linked.weighed.weights[i]);
    }
  }
}

TEST_F(LinkTest, TheSameForTwoFiles) {
  config::LinkConfig config = config_of("a.csv", 0, 80);
  config.right = config_of("b.csv", 40, 130).left;
  const LinkedRecords linked = link_records(config);
  ASSERT_EQ(linked.pairs.size(), 80U * 90);
  for (std::size_t i = 0; i < linked.pairs.size(); ++i) {
    const FoundPair pair{linked.pairs.left[i], linked.pairs.right[i]};
    ASSERT_EQ(total_weight(pair_lines(linked, pair, true)), linked.weighed.weights[i]);
  }
}

/// Whether a pair is a candidate changes nothing but its context: with the pair taken out of those
/// compared, its lines are the same ones.
TEST_F(LinkTest, APairThatNoPassFoundIsComparedAllTheSame) {
  config::LinkConfig config = config_of("a.csv", 0, 60);
  config.uses_context = false;
  LinkedRecords linked = link_records(config);
  const std::vector<Weight> weights = linked.weighed.weights;
  const stages::ComparedPairs all = std::move(linked.pairs);
  linked.pairs = {};
  for (std::size_t i = 0; i < all.size(); i += 7) {
    const FoundPair pair{all.left[i], all.right[i]};
    ASSERT_EQ(total_weight(pair_lines(linked, pair, false)), weights[i]);
  }
  const std::string text = explain_pair(linked, {"r10003", "r10017", false});
  test::expect_has(text, "no candidate: no blocking pass found this pair");
}

TEST_F(LinkTest, ExplainsWithoutPersonalValuesUnlessAsked) {
  config::LinkConfig config = config_of("a.csv", 0, 60);
  const LinkedRecords linked = link_records(config);
  const std::string plain = explain_pair(linked, {"r10001", "r10002", false});
  const std::string open = explain_pair(linked, {"r10001", "r10002", true});
  const Identity& identity = linked.sides().left[1];
  const std::string surname(linked.files.encoded.names[identity.surname.index()]);
  const std::string born = format_date(identity.date_of_birth);
  EXPECT_EQ(plain.find(surname), std::string::npos);
  EXPECT_EQ(plain.find(born), std::string::npos);
  test::expect_has(open, surname);
  test::expect_has(open, born);
  test::expect_has(plain, "r10001 as the left record: linked");
  test::expect_has(plain, "best        r10002, weight");
  test::expect_has(plain, "runner-up   r1");
}

std::size_t count_of(std::string_view part, const std::string& text) {
  std::size_t times = 0;
  for (std::size_t at = text.find(part); at != text.npos; at = text.find(part, at + 1)) ++times;
  return times;
}

/// The waterfalls of best and runner-up stand below that of the pair, unless they are it.
TEST_F(LinkTest, ExplainsTheBestCandidateAndTheRunnerUpToo) {
  config::LinkConfig config = config_of("a.csv", 0, 60);
  const LinkedRecords linked = link_records(config);
  const resolve::Decision& best = linked.decided.best[1];
  const std::string runner_up(linked.left_ids()[best.runner_up.index()]);
  const auto waterfall_of = [&](std::size_t right, bool shows_values) {
    return render_waterfall(pair_lines(linked, {1, right}, shows_values));
  };
  for (const bool shows_values : {false, true}) {
    const std::string other = explain_pair(linked, {"r10001", "r10031", shows_values});
    EXPECT_EQ(count_of("total ", other), 3U);
    test::expect_has(other, "\nbest: r10002\n" + waterfall_of(2, shows_values));
    test::expect_has(other, "\nrunner-up: " + runner_up + "\n" +
                                waterfall_of(best.runner_up.index(), shows_values));
    const std::string of_best = explain_pair(linked, {"r10001", "r10002", shows_values});
    EXPECT_EQ(count_of("total ", of_best), 2U);
    test::expect_has(of_best, "\nrunner-up: " + runner_up);
    const std::string of_second = explain_pair(linked, {"r10001", runner_up, shows_values});
    EXPECT_EQ(count_of("total ", of_second), 2U);
    test::expect_has(of_second, "\nbest: r10002");
  }
}

TEST_F(LinkTest, ExplainsWhyThereIsNothingToCompare) {
  config::LinkConfig config = config_of("a.csv", 0, 20, kApartRows);
  const LinkedRecords linked = link_records(config);
  for (const auto& [left, right, why] :
       {std::tuple{"r10001", "z1", "no field is filled in both"},
        std::tuple{"z1", "r10001", "no field is filled in both"},
        std::tuple{"r10001", "z2", "an organisation"}, std::tuple{"z4", "z2", "an organisation"}}) {
    const std::string text = explain_pair(linked, {left, right, true});
    test::expect_has(text, std::string("no candidate: ") + why);
    EXPECT_EQ(count_of("total ", text), left[0] == 'z' ? 0U : 2U);  // those of its candidates
  }
}

}  // namespace
}  // namespace fsu::commands
