// The linkage's input from a joined force.
#pragma once

#include <vector>

#include "src/stages/force.hpp"
#include "src/stages/link_mentions.hpp"

namespace fsu::stages {

/// Rows of link_decisions, resolved.
[[nodiscard]] std::vector<ClerkDecision> clerk_decisions(const Force& force);

/// The tables that linkage reads; views into the force.
[[nodiscard]] EvidenceTables evidence_tables(const Force& force);

}  // namespace fsu::stages
