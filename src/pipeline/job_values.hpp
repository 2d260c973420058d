// Everything that the stages of one run have made, for the tables to be written from, and with
// which settings.
#pragma once

#include <vector>

#include "kernels/usage/resource_durations.hpp"
#include "src/config/run_config.hpp"
#include "src/stages/force.hpp"
#include "src/stages/link_types.hpp"
#include "src/stages/profile_people.hpp"
#include "src/stages/rank_people.hpp"
#include "src/stages/scope.hpp"

namespace fsu::pipeline {

struct JobValues {
  std::vector<config::Setting> settings;  ///< as the run began: its files may change later
  stages::Force force;
  stages::Scope scope;
  stages::Linkage linkage;
  usage::ResourceDurations durations;
  stages::Ranking ranking;
  stages::ReadingTables readings;
  stages::ProfileTables profiles;
};

}  // namespace fsu::pipeline
