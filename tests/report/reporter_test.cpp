// The record of stages: what belongs to which stage, and processor time apart from wall time.
#include "src/report/reporter.hpp"

#include <gtest/gtest.h>
#include <time.h>

#include <thread>

namespace fsu::report {
namespace {

Reporter quiet_reporter() {
  LogConfig quiet;
  quiet.is_quiet = true;
  return Reporter(quiet);
}

/// Keeps the calling thread busy for as much of its processor time.
void work(double seconds) {
  const auto used = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_nsec) * 1e-9;
  };
  const double end = used() + seconds;
  while (used() < end) {
  }
}

TEST(Reporter, ProcessorTimeIsOfAllThreads) {
  Reporter reporter = quiet_reporter();
  work(0.05);  // before the stage
  reporter.begin_stage("busy");
  std::thread other([] { work(0.05); });
  work(0.05);
  other.join();
  reporter.end_stage();
  ASSERT_EQ(reporter.stages().size(), 1U);
  EXPECT_GE(reporter.stages()[0].cpu_seconds, 0.10);
  EXPECT_LT(reporter.stages()[0].cpu_seconds, 0.15);
  EXPECT_GE(reporter.stages()[0].seconds, 0.05);
}

TEST(Reporter, WaitingTakesNoProcessorTime) {
  Reporter reporter = quiet_reporter();
  reporter.begin_stage("idle");
  std::this_thread::sleep_for(std::chrono::milliseconds(50));
  reporter.end_stage();
  EXPECT_GE(reporter.stages()[0].seconds, 0.05);
  EXPECT_LT(reporter.stages()[0].cpu_seconds, 0.025);
}

TEST(Reporter, RowsAndBytesAreOfTheirStage) {
  Reporter reporter = quiet_reporter();
  reporter.begin_stage("read", 300, "bytes");
  reporter.advance(300);
  reporter.add_bytes(100);
  reporter.add_bytes(200);
  reporter.end_stage(7);
  reporter.begin_stage("count");
  reporter.advance(3);
  reporter.advance(2);
  reporter.begin_stage("write");  // ends the one before it
  reporter.add_bytes(std::uint64_t{1} << 40);
  reporter.end_stage();
  reporter.end_stage();  // nothing is open
  const std::vector<StageRecord>& stages = reporter.stages();
  ASSERT_EQ(stages.size(), 3U);
  EXPECT_EQ(stages[0].name, "read");
  EXPECT_EQ(stages[0].rows, 7);
  EXPECT_EQ(stages[0].bytes, 300);
  EXPECT_EQ(stages[1].name, "count");
  EXPECT_EQ(stages[1].rows, 5);
  EXPECT_EQ(stages[1].bytes, 0);
  EXPECT_EQ(stages[2].rows, 0);
  EXPECT_EQ(stages[2].bytes, std::int64_t{1} << 40);
}

}  // namespace
}  // namespace fsu::report
