// Candidates: the records of the right side that a record of the left side is compared with.
//
// The union of passes; each is an inverted index from a key to its block of right records. Most
// keys are pairs of what two fields say, so that their blocks stay small in a force of any size;
// the passes of one field alone (passes.hpp lists all) take what small files and rare values allow.
// A block larger than its pass allows is not taken by that pass but left to the passes that split
// it by another field; the pairs so left are counted, pass by pass, never silently dropped.
//
// Near names come from the dictionary of distinct names (a view that the caller gives), not from
// first letters or sound codes. Two small files are compared whole (`compares_all`).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "kernels/blocking/key_index.hpp"
#include "kernels/blocking/key_set.hpp"
#include "kernels/blocking/passes.hpp"
#include "kernels/core/fields.hpp"
#include "kernels/core/identities.hpp"

namespace fsu::blocking {

/// The near names of each name of the dictionary; empty spans: none known.
struct NearNamesView {
  std::span<const std::uint64_t> begins;
  std::span<const NameId> neighbours;

  [[nodiscard]] std::span<const NameId> of(NameId name) const {
    if (name.is_none() || begins.empty()) return {};
    return neighbours.subspan(begins[name.index()],
                              begins[name.index() + 1] - begins[name.index()]);
  }
};

struct CandidateInput {
  std::span<const Identity> right;
  const StringColumn* identifiers = nullptr;  ///< dictionary of both sides
  NearNamesView near_names;                   ///< must outlive the finder
  std::span<const Field> fields;              ///< must outlive the finder
  std::size_t num_names = 0;                  ///< size of the dictionary of names
  /// Left records that will be asked for, where these are few: only their keys are indexed. Empty:
  /// any. Not with fields.
  std::span<const Identity> only_left = {};
};

struct CandidateConfig {
  bool compares_all = false;
  std::size_t max_whole_block = 512;  ///< of an equal date, identifier or full name
  std::size_t max_joint_block = 128;  ///< of two fields together
  /// A name or a part of a date alone opens blocks of this many records, fewer the more right
  /// records there are: they say little, and small files can afford them.
  std::size_t max_single_block = 64;
  std::size_t min_single_block = 8;
  std::size_t max_near_block = 64;  ///< the same of a near name
  std::size_t min_near_block = 1;
  /// The near names of one name open their blocks together or, where there are more records in
  /// these, not at all; fewer the more right records there are.
  std::size_t max_near_blocks = 512;
  std::size_t min_near_blocks = 64;
  /// Combinations of a near forename and a near surname that are looked up for one record; where
  /// there are more, each counts as an oversized pair.
  std::size_t max_near_full_names = 1024;
};

/// The candidates of one record, and the counts of all records so far; reusable, for one thread at
/// a time.
struct CandidateWorkspace {
  std::vector<std::uint32_t> candidates;  ///< ascending and distinct
  BlockingCounts counts;

  /// True where the last `find` gave this right record.
  [[nodiscard]] bool has(std::uint32_t right) const { return seen_at[right] == epoch; }

  std::vector<std::uint32_t> seen_at;  ///< by right record: the epoch that saw it last
  std::uint32_t epoch = 0;
  std::uint32_t first_right = 0;
  KeySet* keys = nullptr;  ///< where set, keys are collected and nothing is looked up
};

/// One record of the left side.
struct LeftRecord {
  Identity identity;
  std::uint32_t record = 0;       ///< its place among the values of the fields
  std::uint32_t first_right = 0;  ///< only right records from here on are wanted
};

/// True where a record has enough to be linked on: an identifier, a full name, or a name and a
/// date.
[[nodiscard]] bool is_linkable(const Identity& identity);

/// The blocks of the right side.
class CandidateFinder {
 public:
  CandidateFinder(const CandidateInput& input, CandidateConfig config = {});

  /// Puts the candidates of a record into the workspace, in place of those of the last.
  void find(const LeftRecord& left, CandidateWorkspace& workspace) const;

 private:
  [[nodiscard]] KeySet collect_keys(std::span<const Identity> left) const;
  void find_by_identifier(const Identity& left, CandidateWorkspace& workspace) const;
  void find_by_names(const Identity& left, CandidateWorkspace& workspace) const;
  void find_by_date(const Identity& left, CandidateWorkspace& workspace) const;
  void find_by_near_names(const Identity& left, CandidateWorkspace& workspace) const;
  void find_by_near_names_alone(NameId name, CandidateWorkspace& workspace) const;
  void find_by_both_near(std::span<const NameId> forenames, std::span<const NameId> surnames,
                         CandidateWorkspace& workspace) const;
  void find_by_date_parts(const Identity& left, NameId name, CandidateWorkspace& workspace) const;
  [[nodiscard]] std::size_t count_right_names(std::span<const NameId> names) const;
  void find_by_fields(const LeftRecord& left, CandidateWorkspace& workspace) const;
  [[nodiscard]] std::size_t max_block(Pass pass) const;
  void take(Pass pass, const KeyIndex& index, std::uint64_t key,
            CandidateWorkspace& workspace) const;
  void take_up_to(std::size_t max_block, Pass pass, std::span<const std::uint32_t> block,
                  CandidateWorkspace& workspace) const;

  CandidateConfig config_;
  std::size_t num_right_ = 0;
  std::size_t max_single_block_ = 0;
  std::size_t max_near_block_ = 0;
  std::size_t max_near_blocks_ = 0;
  const StringColumn* identifiers_;
  NearNamesView near_names_;
  std::span<const Field> fields_;
  std::vector<bool> is_right_name_;  ///< the name occurs on the right side
  std::array<KeyIndex, kNumPasses> indexes_;
};

}  // namespace fsu::blocking
