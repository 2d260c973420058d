// Small files of random people for tests of `fsu link`: every third person has a second record with
// a slip in it; and rows of which no pair can be made.
#pragma once

#include <gtest/gtest.h>

#include <sstream>
#include <string>

#include "kernels/core/random.hpp"
#include "src/commands/link.hpp"
#include "src/commands/linked_records.hpp"
#include "tests/support/temporary_folder.hpp"

namespace fsu::commands {

inline constexpr const char* kForenames[] = {"ANNA", "BERTA", "CARLA", "DORIS", "EMMA", "FRIDA"};
inline constexpr const char* kSurnames[] = {"SMITH", "JONES", "BROWN", "EVANS", "WALKER", "GREENE"};

/// A name with syllables drawn for one person, so that few bear the same.
inline std::string drawn_name(Random& random, const char* end) {
  constexpr const char* kSyllables[] = {"BA", "KO", "MI", "RU", "TE", "VO", "SHA", "LIN"};
  std::string name;
  for (int i = 0; i < 3; ++i) name += kSyllables[random.below(std::size(kSyllables))];
  return name + end;
}

/// One row; every third person has a second record with a slip in it.
inline std::string person_row(std::size_t record) {
  const std::size_t person = record - record % 3 / 2;
  Random random(1, 2, person);
  std::string forename = random.chance(0.5) ? kForenames[random.below(6)] : drawn_name(random, "A");
  const std::string surname =
      random.chance(0.3) ? kSurnames[random.below(6)] : drawn_name(random, "SON");
  const std::string date = "19" + std::to_string(50 + random.below(50)) + "-0" +
                           std::to_string(1 + random.below(9)) + "-" +
                           std::to_string(10 + random.below(19));
  if (person != record) forename.pop_back();
  const std::string town = random.chance(0.2) ? "" : kSurnames[random.below(6)];
  return "r" + std::to_string(10000 + record) + "," + forename + "," + surname + "," + date + "," +
         town + "\n";
}

/// Records that no pair can be made of: nothing at all, or no person.
inline constexpr const char* kApartRows =
    "z1,,,,\nz2,CITY HOSPITAL,,,JONES\nz3, , ,,\nz4,Central,Library,,\n";
inline constexpr std::size_t kNumApart = 4;

class LinkTest : public ::testing::Test {
 protected:
  config::LinkConfig config_of(const std::string& name, std::size_t begin, std::size_t end,
                               const std::string& more_rows = "") {
    std::string text = "id,forename,surname,born,town\n";
    for (std::size_t record = begin; record < end; ++record) text += person_row(record);
    text += more_rows;
    config::LinkConfig config;
    config.left = folder_.write(name, text);
    config.left_columns = {"id", "forename", "surname", {"born"}, "", {"town"}};
    config.right_columns = config.left_columns;
    config.fields = {{"town", FieldKind::kText}};
    config.output = folder_.path() / "links.h5";
    return config;
  }

  LinkedRecords link_records(const config::LinkConfig& config) {
    LinkedRecords linked;
    linked.is_one_file = config.is_one_file();
    linked.files = stages::read_records(config, reporter_);
    linked.pairs = stages::compare_records(linked.sides(), reporter_);
    linked.weighed = stages::weigh_records(linked.sides(), linked.pairs, {config.uses_context});
    linked.decided =
        stages::decide_records(linked.sides(), linked.pairs, linked.weighed.weights, {});
    return linked;
  }

  std::string printed(const config::LinkConfig& config) {
    std::ostringstream out;
    link(config, reporter_, out);
    return out.str();
  }

  test::TemporaryFolder folder_;
  report::Reporter reporter_{{report::LogLevel::kError, report::LogFormat::kText, true}};
};

}  // namespace fsu::commands
