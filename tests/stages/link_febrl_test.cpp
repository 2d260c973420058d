// Accuracy on a public pair of files: febrl 4, 5,000 people against 5,000 corrupted records of
// them, by names and date of birth alone. The data is not part of the repository: FSU_SHARED_DATA
// names its folder, by default ../shared/data beside the repository; without it the test is
// skipped.
#include <gtest/gtest.h>

#include <algorithm>
#include <array>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>

#include "tests/stages/link_force.hpp"

namespace fsu::stages {
namespace {

std::filesystem::path data_folder() {
  const char* folder = std::getenv("FSU_SHARED_DATA");
  return folder != nullptr ? folder : std::filesystem::path(FSU_SOURCE_DIR) / "../shared/data";
}

struct FebrlRecord {
  std::string number;  ///< the N of rec-N-org and rec-N-dup-0
  std::string forename, surname;
  std::int32_t date_of_birth = 0;
};

std::int32_t read_date(const std::string& digits) {
  const std::int32_t date = digits.size() == 8 ? std::stoi(digits) : 0;
  return is_whole_date(date) ? date : 0;
}

std::vector<FebrlRecord> read_febrl(const std::filesystem::path& path) {
  std::ifstream file(path);
  std::string line;
  std::getline(file, line);
  std::vector<FebrlRecord> records;
  while (std::getline(file, line)) {
    std::array<std::string, 11> fields;
    for (std::size_t i = 0, begin = 0; i < fields.size() && begin <= line.size(); ++i) {
      const std::size_t end = std::min(line.find(',', begin), line.size());
      fields[i] = line.substr(std::min(begin + (i > 0), end), end - std::min(begin + (i > 0), end));
      begin = end + 1;
    }
    const std::string number = fields[0].substr(4, fields[0].find('-', 4) - 4);
    records.push_back({number, fields[1], fields[2], read_date(fields[9])});
  }
  return records;
}

TEST(LinkFebrl, NamesAndDatesOfBirthFindMostPeople) {
  const std::filesystem::path folder = data_folder() / "febrl";
  if (!std::filesystem::exists(folder / "dataset4a.csv")) {
    GTEST_SKIP() << "no public data sets in " << folder << "; set FSU_SHARED_DATA";
  }
  const auto people = read_febrl(folder / "dataset4a.csv");
  const auto copies = read_febrl(folder / "dataset4b.csv");
  ASSERT_EQ(people.size(), 5000u);
  test::LinkForce force;
  for (std::uint32_t i = 0; i < people.size(); ++i) {
    force.add_version(i, {people[i].forename, people[i].surname, people[i].date_of_birth});
  }
  for (const FebrlRecord& copy : copies) {
    force.add_log({copy.forename, copy.surname, copy.date_of_birth}, {});
  }
  const Linkage linkage = force.link();
  std::size_t num_linked = 0;
  std::size_t num_right = 0;
  for (std::size_t i = 0; i < linkage.mentions.size(); ++i) {
    if (!linkage.mentions.is_linked(i)) continue;
    ++num_linked;
    num_right += people[linkage.mentions.decision(i).person.index()].number ==
                 copies[linkage.mentions.incident_row[i]].number;
  }
  const double precision = static_cast<double>(num_right) / static_cast<double>(num_linked);
  const double recall = static_cast<double>(num_right) / static_cast<double>(copies.size());
  RecordProperty("precision", std::to_string(precision));
  RecordProperty("recall", std::to_string(recall));
  EXPECT_GT(precision, 0.995);
  EXPECT_GT(recall, 0.875);
}

}  // namespace
}  // namespace fsu::stages
