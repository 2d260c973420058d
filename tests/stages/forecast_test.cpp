// A force's size from a sample of its rows, and the forecast of a run from it: what is counted,
// what the settings leave out, and that more data never takes less. How good the figures are is for
// the end-to-end test (test_run_forecast.py), which runs the program.
#include "src/stages/forecast.hpp"

#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/temporary_folder.hpp"

namespace fsu::stages {
namespace {

constexpr const char* kPersons =
    "person_id,forenames,surname,date_of_birth,pnc_id,recorded_at\n"
    "P1,ANNE,SMITH,1980-01-02,,2020-01-01T00:00:00\n"
    "P1,Anne,Smith,,,2021-01-01T00:00:00\n"
    "P2,JOHN,\"O'BRIEN, JR\",1970-05-06,,2020-01-01T00:00:00\n";

/// Seven roles name somebody: four with a date, two without, one with a surname alone; an
/// organisation and a blank role do not.
constexpr const char* kIncidents =
    "incident_id,record_type,created_at,pre_planned,originator_pnc_id,subject_pnc_id,originator_"
    "forename,originator_surname,originator_dob,"
    "subject_forename,subject_surname,subject_dob\n"
    "L1,incident,2025-01-01T00:00:00,0,,,ANNE,SMITH,1980-01-02,JOHN,OBRIEN,1970-05-06\n"
    "L2,incident,2025-01-01T00:00:00,0,,,ANNE,SMITH,,MARY,JONES,1990-03-04\n"
    "L3,incident,2025-01-01T00:00:00,0,,,,SMITH,,PETER,BROWN,\n"
    "L4,incident,2023-01-01T00:00:00,0,,,,WEST MIDLANDS POLICE,,ANNE,SMITH,1980-01-02\n";

class SampledForce : public testing::Test {
 protected:
  void SetUp() override {
    add("persons", kPersons);
    add("incidents", kIncidents);
    config_.window.as_of = 20260101;
  }
  void add(const std::string& table, const std::string& text) {
    sources_.push_back({&io::input_table(table), {folder_.write(table + ".csv", text)}, {}});
  }
  [[nodiscard]] ForceSize size() const { return estimate_force_size(sources_, config_); }

  test::TemporaryFolder folder_;
  std::vector<io::TableSource> sources_;
  config::RunConfig config_;
};

TEST_F(SampledForce, IsCountedWhereItIsSmall) {
  const ForceSize found = size();
  EXPECT_EQ(found.num_versions, 3);
  EXPECT_EQ(found.num_persons, 2);
  EXPECT_EQ(found.num_person_identities, 2);  // the date that P1's second version lacks is filled
  EXPECT_EQ(found.num_mentions, 7);
  EXPECT_DOUBLE_EQ(found.dated_share, 4.0 / 7);
  EXPECT_DOUBLE_EQ(found.undated_share, 2.0 / 7);
  EXPECT_DOUBLE_EQ(found.one_name_share, 1.0 / 7);
  EXPECT_EQ(found.identifier_share, 0);
  EXPECT_DOUBLE_EQ(found.window_share, 3.0 / 4);
  ASSERT_EQ(found.tables.size(), 2U);
  EXPECT_EQ(found.tables[0].num_rows, 3);
  EXPECT_EQ(found.tables[1].num_rows, 4);
}

TEST_F(SampledForce, KnowsOnlyWhatTheSettingsUse) {
  config_.linkage.evidence = config::kNamesEvidence;
  const ForceSize found = size();
  EXPECT_EQ(found.num_mentions, 7);
  EXPECT_EQ(found.dated_share, 0);
  EXPECT_DOUBLE_EQ(found.vague_share(), 1);
}

TEST_F(SampledForce, WithoutRowsIsForecastToo) {
  sources_.clear();
  add("persons", std::string(kPersons).substr(0, std::string(kPersons).find('\n') + 1));
  add("incidents", std::string(kIncidents).substr(0, std::string(kIncidents).find('\n') + 1));
  const ForceSize empty = size();
  EXPECT_EQ(empty.num_mentions, 0);
  const RunForecast forecast = forecast_run(empty, config_.linkage, 2);
  EXPECT_EQ(forecast.num_pairs, 0);
  EXPECT_EQ(forecast.num_mention_identities, 0);
  EXPECT_GT(forecast.peak_memory_bytes, 0);
  EXPECT_TRUE(std::isfinite(forecast.seconds));
}

/// A force of a usual shape.
ForceSize usual_force(double num_mentions, double num_persons) {
  ForceSize size;
  size.num_mentions = num_mentions;
  size.num_persons = num_persons;
  size.num_versions = 3.2 * num_persons;
  size.num_person_identities = 1.73 * num_persons;
  size.text_bytes = 231 * num_mentions + 235 * num_persons;
  size.dated_share = 0.64;
  size.undated_share = 0.29;
  size.one_name_share = 0.04;
  size.identifier_share = 0.06;
  size.window_share = 0.5;
  return size;
}

TEST(Forecast, MoreDataTakesMore) {
  const config::LinkageConfig config;
  for (const auto& [more_mentions, more_persons] : {std::pair{2.0, 1.0}, std::pair{1.0, 2.0}}) {
    for (double mentions = 1e3; mentions < 1e8; mentions *= 10) {
      for (double persons = 1e3; persons < 1e7; persons *= 10) {
        const RunForecast less = forecast_run(usual_force(mentions, persons), config, 2);
        const RunForecast more =
            forecast_run(usual_force(more_mentions * mentions, more_persons * persons), config, 2);
        EXPECT_GT(more.num_pairs, 0.7 * less.num_pairs) << mentions << " " << persons;
        EXPECT_GE(more.num_mention_identities, less.num_mention_identities);
        EXPECT_GT(more.peak_memory_bytes, less.peak_memory_bytes);
        EXPECT_GT(more.processor_seconds, less.processor_seconds);
        EXPECT_LE(more.num_mention_identities, usual_force(2 * mentions, persons).num_mentions);
      }
    }
  }
}

TEST(Forecast, ThreadsChangeTheTimeAlone) {
  const ForceSize size = usual_force(1e6, 3e5);
  const RunForecast one = forecast_run(size, {}, 1);
  const RunForecast eight = forecast_run(size, {}, 8);
  EXPECT_DOUBLE_EQ(one.seconds, one.processor_seconds);
  EXPECT_LT(eight.seconds, one.seconds / 3);
  EXPECT_GT(eight.seconds, one.seconds / 8);
  EXPECT_EQ(eight.processor_seconds, one.processor_seconds);
  EXPECT_EQ(eight.num_pairs, one.num_pairs);
  EXPECT_EQ(eight.peak_memory_bytes, one.peak_memory_bytes);
}

TEST(Forecast, AnExactLinkageComparesNoPairsAndTakesLess) {
  const ForceSize size = usual_force(1e6, 3e5);
  config::LinkageConfig exact;
  exact.method = config::LinkageConfig::Method::kExact;
  const RunForecast of_exact = forecast_run(size, exact, 2);
  const RunForecast of_fuzzy = forecast_run(size, {}, 2);
  EXPECT_EQ(of_exact.num_pairs, 0);
  EXPECT_LT(of_exact.peak_memory_bytes, of_fuzzy.peak_memory_bytes);
  EXPECT_LT(of_exact.processor_seconds, of_fuzzy.processor_seconds);
}

TEST(Forecast, MoreMemoryThanThereIsIsDoubted) {
  RunForecast forecast;
  forecast.peak_memory_bytes = 3.0 * (1 << 30);
  EXPECT_EQ(doubt_memory(forecast, 4.0 * (1 << 30)), "");
  EXPECT_EQ(doubt_memory(forecast, 0), "");
  EXPECT_EQ(doubt_memory(forecast, 2.0 * (1 << 30)),
            "the run is forecast to need 3 GiB of memory, and this machine has 2");
}

TEST(Forecast, FewPairsAreAllCompared) {
  ForceSize size = usual_force(200, 300);
  size.dated_share = 1;
  size.undated_share = size.one_name_share = 0;
  const RunForecast forecast = forecast_run(size, {}, 2);
  EXPECT_DOUBLE_EQ(forecast.num_pairs,
                   forecast.num_mention_identities * size.num_person_identities);
}

}  // namespace
}  // namespace fsu::stages
