// Calls: options from the command line and from a settings file, which of them wins, and what is
// wrong told at once.
#include "src/cli/command_line.hpp"

#include <gtest/gtest.h>

#include <sstream>

#include "kernels/core/isa.hpp"
#include "kernels/core/parallel.hpp"
#include "src/cli/commands.hpp"
#include "src/cli/option_values.hpp"
#include "src/cli/program.hpp"
#include "src/config/run_config.hpp"
#include "tests/cli/error_message.hpp"
#include "tests/support/temporary_folder.hpp"

namespace fsu::cli {
namespace {

using Words = std::vector<std::string>;

std::vector<CommandSpec> two_commands() {
  CommandSpec first{"first", "does", "It does.", "file", {}, {}};
  first.options = {{"file", "FILE", "", "a file", true},
                   {"top", "N", "100", "how many"},
                   {"strict", "", "", "a switch"}};
  CommandSpec second{"second", "too", "It too.", "", {}, {}};
  second.options = {{"seed", "S", "", "a seed"}};
  return {first, second};
}

GivenOptions parse(const Words& words) {
  const auto commands = two_commands();
  return parse_options(commands[0], commands, words);
}

std::string value_of(const GivenOptions& given, const std::string& name) {
  const auto found = given.values.find(name);
  return found == given.values.end() ? "-" : found->second.value;
}

/// A settings file and the call that names it.
class CommandLineWithFile : public testing::Test {
 protected:
  GivenOptions parse_with(std::string_view settings, Words words = {}) {
    words.insert(words.begin(), {"--config", folder_.write("run.ini", settings).string()});
    return parse(words);
  }

  test::TemporaryFolder folder_;
};

TEST(CommandLine, OptionsSwitchesAndWords) {
  const GivenOptions given = parse({"results.h5", "--top", "5", "--strict"});
  EXPECT_EQ(value_of(given, "file"), "results.h5");
  EXPECT_EQ(value_of(given, "top"), "5");
  EXPECT_EQ(value_of(given, "strict"), "1");
  EXPECT_FALSE(given.values.at("top").is_from_file);
  EXPECT_EQ(value_of(parse({"--top=7"}), "top"), "7");
  EXPECT_TRUE(parse({}).values.empty());
}

TEST(CommandLine, TheLastOneWins) {
  EXPECT_EQ(value_of(parse({"--top", "5", "--top", "6"}), "top"), "6");
}

TEST(CommandLine, WhatItDoesNotKnowIsAnErrorOfUsage) {
  for (const Words& words : {Words{"--tops", "5"}, Words{"--to", "5"}, Words{"--top"},
                             Words{"--seed", "1"}, Words{"a.h5", "b.h5"}, Words{"--strict=1"}}) {
    test::expect_has(test::message_of(ErrorKind::kUsage, [&] { static_cast<void>(parse(words)); }),
                     "fsu first --help");
  }
}

TEST_F(CommandLineWithFile, TheCommandLineWinsOverTheFile) {
  const GivenOptions given = parse_with("top = 5\nstrict = 0\n", {"--top", "6"});
  EXPECT_EQ(value_of(given, "top"), "6");
  EXPECT_FALSE(given.values.at("top").is_from_file);
  EXPECT_EQ(value_of(given, "strict"), "0");
  EXPECT_TRUE(given.values.at("strict").is_from_file);
}

TEST_F(CommandLineWithFile, NothingIsGivenTwice) {
  const GivenOptions given =
      parse_with("top = 5\ntop = 6\n[calls]\na = 1\n[persons]\na = 1\n[calls]\na = 2\n");
  ASSERT_EQ(given.problems.size(), 2U);
  test::expect_has(given.problems[0].text, "run.ini:2: top is given twice, first on line 1");
  test::expect_has(given.problems[1].text, "run.ini:8: [calls] a is given twice, first on line 4");
  EXPECT_TRUE(given.problems[0].is_from_file);
}

TEST_F(CommandLineWithFile, PathsAreRelativeToTheFile) {
  EXPECT_EQ(value_of(parse_with("file = out/../a.h5\n"), "file"),
            (folder_.path() / "a.h5").string());
  EXPECT_EQ(value_of(parse_with("file = /tmp/a.h5\n"), "file"), "/tmp/a.h5");
  EXPECT_EQ(value_of(parse_with("file =\n"), "file"), "");
  EXPECT_EQ(value_of(parse_with("top = a/b\n"), "top"), "a/b");  // no path
  EXPECT_EQ(value_of(parse_with("", {"--file", "a.h5"}), "file"), "a.h5");
}

TEST_F(CommandLineWithFile, OptionsOfOtherCommandsArePassedOver) {
  const GivenOptions given = parse_with("seed = 4\ntop = 5\n");
  EXPECT_EQ(value_of(given, "seed"), "-");
  EXPECT_TRUE(given.problems.empty());
}

TEST_F(CommandLineWithFile, SectionsAreHandedOn) {
  const GivenOptions given = parse_with("top = 5\n[incidents]\ntop = 6\n");
  ASSERT_EQ(given.sections.size(), 1U);
  EXPECT_EQ(given.sections[0].section, "incidents");
  EXPECT_EQ(value_of(given, "top"), "5");
}

TEST_F(CommandLineWithFile, UnknownOptionsAreGatheredWithTheirLines) {
  const GivenOptions given = parse_with("tops = 5\n\nconfig = x.ini\n");
  ASSERT_EQ(given.problems.size(), 2U);
  test::expect_has(given.problems[0].text, "run.ini:1: unknown option 'tops'");
  test::expect_has(given.problems[1].text, "run.ini:3: unknown option 'config'");
  EXPECT_TRUE(given.problems[0].is_from_file);
}

/// Reads a call of the program and what `fsu show` or `fsu run` would do with it.
std::string printed_by(const Words& words) {
  std::ostringstream out;
  const Call call = read_call(words, out);
  EXPECT_EQ(call.command, nullptr);
  return out.str();
}

TEST(Program, HelpAndVersion) {
  test::expect_has(printed_by({"--help"}), "Usage: fsu COMMAND");
  test::expect_has(printed_by({"--version"}), "fsu ");
  test::expect_has(printed_by({"run", "--help"}), "--as-of");
  test::expect_has(printed_by({"run", "--help"}), "Europe/London");
  test::expect_has(printed_by({"run", "--version"}), "fsu ");
}

TEST(Program, EveryCommandTakesInstructionSets) {
  const Isa before = isa();
  std::ostringstream out;
  for (const Isa wanted : {Isa::kPortable, Isa::kAvx2, Isa::kAvx512}) {
    if (wanted > best_isa()) continue;  // refused: OptionValues.InstructionSetsThatTheMachineHas
    for (const CommandSpec& command : all_commands()) {
      set_isa(wanted == Isa::kPortable ? best_isa() : Isa::kPortable);
      const Call call = read_call({command.name, "--isa", std::string(isa_name(wanted))}, out);
      EXPECT_TRUE(call.options.problems.empty()) << command.name;
      EXPECT_EQ(isa(), wanted) << command.name;
    }
  }
  const Isa chosen = isa();
  static_cast<void>(read_call({"run"}, out));
  EXPECT_EQ(isa(), chosen);  // what FSU_ISA says stays
  set_isa(before);
}

TEST(Program, NoSuchCommandIsAnErrorOfUsage) {
  std::ostringstream out;
  test::expect_has(
      test::message_of(ErrorKind::kUsage, [&] { static_cast<void>(read_call({"rum"}, out)); }),
      "no command 'rum'");
  test::expect_has(
      test::message_of(ErrorKind::kUsage, [&] { static_cast<void>(read_call({}, out)); }),
      "no command given");
}

/// What reading and executing the call throws.
std::string refusal_of(ErrorKind kind, const Words& words) {
  const int threads_before = num_threads();
  const std::string message = test::message_of(kind, [&] {
    std::ostringstream out;
    const Call call = read_call(words, out);
    report::LogConfig quiet;
    quiet.is_quiet = true;
    report::Reporter reporter(quiet);
    call.command->execute(call.options, reporter, out);
  });
  set_num_threads(threads_before);
  return message;
}

TEST(Program, AllProblemsOfACallAreToldAtOnce) {
  const std::string message =
      refusal_of(ErrorKind::kUsage, {"run", "--threads", "0", "--log-level", "loud", "--months",
                                     "x", "--as-of", "2026-02-30", "--top", "0", "--scaling", "big",
                                     "--max-rejects", "-1", "--isa", "sse"});
  for (const std::string_view part :
       {"--threads 0: must be a whole number from 1", "--log-level loud: must be one of error",
        "--months x: must", "--as-of 2026-02-30: must be a date", "--top 0: must",
        "--scaling big: must be one of cap, max, mean", "--max-rejects -1: must",
        "--isa sse: must be one of portable, avx2, avx512", "--input is needed",
        "--output is needed"}) {
    test::expect_has(message, part);
  }
}

TEST(Program, ProblemsOfTheFileAloneAreErrorsOfConfiguration) {
  const test::TemporaryFolder folder;
  const auto path = folder.write("run.ini",
                                 "input = in\noutput = out.h5\ntops = 5\nmonths = x\n"
                                 "[incidents]\ncolumn.no_such = X\n[nowhere]\na = b\n");
  const Words words = {"run", "--config", path.string()};
  const std::string message = refusal_of(ErrorKind::kConfiguration, words);
  for (const std::string_view part :
       {"run.ini:3: unknown option 'tops'", "--months x: must be a whole number from 1 to 1200",
        "(line 4 of the settings file)", "line 6: [incidents] column.no_such",
        "line 8: [nowhere] a: unknown section"}) {
    test::expect_has(message, part);
  }
  Words with_fault = words;
  with_fault.insert(with_fault.end(), {"--top", "none"});
  test::expect_has(refusal_of(ErrorKind::kUsage, with_fault), "run.ini:3: unknown option 'tops'");
}

TEST(Program, TheHelpTellsTheDefaultsInForce) {
  const std::string help = printed_by({"run", "--help"});
  const config::RunConfig config;
  std::ostringstream margin;
  margin << "(default: " << config.linkage.link_margin << ")";
  const std::size_t at = help.find("--link-margin");
  ASSERT_NE(at, std::string::npos);
  test::expect_has(help.substr(at, help.find("--links", at) - at), margin.str());
}

}  // namespace
}  // namespace fsu::cli
