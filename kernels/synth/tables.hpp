// The tables of a force, block by block: (world, range of items) -> rows.
//
// A family is a set of tables whose rows are functions of the same items: an investigation brings
// its roles and relationships, a log its resources, calls and truth. A family's fill function adds
// the rows of items [begin, end) to tables that have the columns of the input registry; it keeps no
// state, so blocks can be made in any order and on any thread, and any cut of the items gives the
// same rows.
#pragma once

#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kernels/core/table.hpp"
#include "kernels/synth/world.hpp"

namespace fsu::synth {

/// Items [begin, end) of a family.
struct ItemRange {
  std::uint64_t begin = 0;
  std::uint64_t end = 0;
};

/// Adds the rows of the items to the family's tables, in the order of TableFamily::tables.
using FillFunction = void (*)(const World& world, const ItemRange& items, std::span<Table> tables);

/// A table of a family and how many rows an item brings, about.
struct FamilyTable {
  std::string_view name;
  double rows_per_item = 1;
};

struct TableFamily {
  std::string_view name;
  std::vector<FamilyTable> tables;
  std::uint64_t num_items = 0;
  FillFunction fill = nullptr;
};

/// All families of a force: people, investigations, custody, logs, missing reports, reference.
[[nodiscard]] std::vector<TableFamily> table_families(const World& world);

/// The columns of truth_mentions, truth_reports and truth_persons.
[[nodiscard]] std::span<const TableSpec> truth_specs();

/// persons, person_phones, truth_persons; items are id numbers.
void fill_people(const World& world, const ItemRange& items, std::span<Table> tables);
/// investigations, investigation_roles, relationships; items are investigations.
void fill_investigations(const World& world, const ItemRange& items, std::span<Table> tables);
/// custody, arrests; items are custody records.
void fill_custody(const World& world, const ItemRange& items, std::span<Table> tables);
/// incidents, resources, calls, link_decisions, truth_mentions; items are logs.
void fill_logs(const World& world, const ItemRange& items, std::span<Table> tables);
/// missing_reports, truth_reports; items are reports.
void fill_missing_reports(const World& world, const ItemRange& items, std::span<Table> tables);
/// harm_scores; items are crimes of the offence list.
void fill_harm_scores(const World& world, const ItemRange& items, std::span<Table> tables);
/// exclusions; items are exclusions.
void fill_exclusions(const World& world, const ItemRange& items, std::span<Table> tables);
[[nodiscard]] std::uint64_t num_exclusions(const World& world);

}  // namespace fsu::synth
