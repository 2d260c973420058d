// --evidence of `fsu link`: what a list keeps, and words that no field answers to.
#include "src/cli/link_evidence.hpp"

#include <gtest/gtest.h>

#include <string_view>

#include "tests/cli/error_message.hpp"

namespace fsu::cli {
namespace {

using Items = std::vector<std::string>;

config::LinkConfig everything() {
  config::LinkConfig config;
  config.left_columns = {"id", "fore", "sur", {"dob"}, "ssn", {"tel", "post", "street", "mobile"}};
  config.right_columns = {"id", "f", "s", {"y", "m", "d"}, "n", {"t", "p", "st", "mob"}};
  config.fields = {{"tel", FieldKind::kPhone},
                   {"post", FieldKind::kPostcode},
                   {"street", FieldKind::kText},
                   {"mobile", FieldKind::kPhone}};
  return config;
}

/// What is kept, in one line: the columns of the right file, and whether other pairs are heard.
std::string kept_by(const std::string& list) {
  config::LinkConfig config = everything();
  const std::string problem = apply_evidence(list, config);
  if (!problem.empty()) return "problem";
  EXPECT_EQ(config.evidence, list);
  EXPECT_EQ(config.left_columns.fields.size(), config.fields.size());
  EXPECT_EQ(config.left_columns.forename.empty(), config.right_columns.forename.empty());
  const config::RecordColumnsConfig& right = config.right_columns;
  std::string kept = right.forename + right.surname + " ";
  for (const std::string& part : right.date_of_birth) kept += part;
  kept += " " + right.identifier;
  for (std::size_t i = 0; i < config.fields.size(); ++i)
    kept += " " + config.fields[i].name + "=" + right.fields[i];
  return kept + (config.uses_context ? " +" : "");
}

TEST(LinkEvidence, WhatAListKeeps) {
  EXPECT_EQ(kept_by("all"), "fs ymd n tel=t post=p street=st mobile=mob +");
  EXPECT_EQ(kept_by(" all "), kept_by("all"));
  EXPECT_EQ(kept_by("names,dob,id,fields,together"),
            "fs ymd n tel=t post=p street=st mobile=mob +");
  EXPECT_EQ(kept_by("names"), "fs  ");
  EXPECT_EQ(kept_by("dob , pnc"), " ymd n");
  EXPECT_EQ(kept_by("id,together"), "  n +");
  EXPECT_EQ(kept_by("names,phone"), "fs   tel=t mobile=mob");
  EXPECT_EQ(kept_by("names,postcode,mobile"), "fs   post=p mobile=mob");
  EXPECT_EQ(kept_by("street"), "   street=st");
  EXPECT_EQ(kept_by("fields"), "   tel=t post=p street=st mobile=mob");
}

TEST(LinkEvidence, WhatIsRefused) {
  for (const std::string list : {"name", "", "names,,dob", "address", "names,email", "ALL"}) {
    config::LinkConfig config = everything();
    test::expect_has(apply_evidence(list, config), "is no evidence of this linkage");
  }
  config::LinkConfig config = everything();
  EXPECT_EQ(apply_evidence("together", config), "leaves nothing to compare");
}

}  // namespace
}  // namespace fsu::cli
