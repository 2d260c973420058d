#include "src/stages/search_records.hpp"

#include <algorithm>
#include <numeric>
#include <utility>

#include "kernels/blocking/distinct_identities.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/model/pattern_weights.hpp"
#include "kernels/model/record_context.hpp"
#include "src/stages/link_fit.hpp"
#include "src/stages/link_scorer.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kBlockSize = std::size_t{1} << 14;
/// Files of fewer pairs are compared record by record: they can afford every candidate, and learn
/// from all of them.
constexpr double kFewestPairs = 1e9;
/// A pair is looked for where it can weigh as much.
constexpr Weight kLeastFound = -5 * kWeightOne;
/// Beside a pair that is heavier by the range only such pairs are, which nobody may miss.
constexpr Weight kRange = 12 * kWeightOne;
constexpr Weight kAlwaysFound = -kWeightOne;

/// The model is learned from about so many left records: more change F1 by less than the draw does.
constexpr std::size_t kSampledRecords = 10'000;

/// Every right record is a person of its own.
std::vector<PersonId> own_persons(std::size_t num_records) {
  std::vector<PersonId> persons(num_records);
  for (std::uint32_t i = 0; i < num_records; ++i) persons[i] = PersonId{i};
  return persons;
}

/// One case an identity.
LinkCases cases_of(std::size_t num_identities) {
  LinkCases cases;
  cases.cases.resize(num_identities);
  for (std::uint32_t i = 0; i < num_identities; ++i) {
    cases.cases[i].identity = i;
    cases.cases[i].role = CaseRole::kReport;
  }
  return cases;
}

class RecordSearch {
 public:
  RecordSearch(const RecordSides& sides, report::Reporter& reporter)
      : sides_(sides),
        reporter_(reporter),
        distinct_(blocking::distinct_mention_identities(std::span(&sides.left, 1))),
        persons_(own_persons(sides.right.size())),
        recorded_at_(sides.right.size()),
        index_({sides.right, persons_, recorded_at_, sides.names, sides.identifiers,
                sides.right.size(), distinct_.identities}),
        scorer_(index_, evidence_, distinct_.identities) {}

  SearchedRecords search(const FitOptions& options) {
    SearchedRecords found;
    found.weighed.model = options.given == nullptr ? learn() : *options.given;
    scorer_.set_model(found.weighed.model);
    reporter_.begin_stage("candidates", distinct_.identities.size(), "identities");
    scorer_.find_likely_people({kLeastFound, kRange, kAlwaysFound}, reporter_);
    reporter_.end_stage();
    reporter_.begin_stage("pairs", sides_.left.size(), "records");
    number_patterns(found.pairs);
    begin_records();
    list_pairs(found);
    found.pairs.blocking = scorer_.likely_people().blocking;
    found.pairs.num_all_pairs = sides_.num_all_pairs();
    found.weighed.frequencies = frequencies_of_records();
    reporter_.end_stage(static_cast<std::int64_t>(found.pairs.size()), "pairs");
    return found;
  }

 private:
  [[nodiscard]] model::Model learn() {
    reporter_.begin_stage("model");
    const LinkCases cases = cases_of(distinct_.identities.size());
    model::Model model =
        fit_identities({index_, scorer_, cases, distinct_.identities, kSampledRecords}).model;
    reporter_.end_stage(model.num_iterations, "iterations");
    return model;
  }

  /// The distinct patterns of the likely pairs, ascending by code.
  void number_patterns(ComparedPairs& pairs) {
    pairs.comparisons = all_comparisons({});
    const PatternCode code(pairs.comparisons);
    number_of_code_.assign(static_cast<std::size_t>(code.num_patterns()), 0);
    for (std::uint32_t i = 0; i < distinct_.identities.size(); ++i) {
      for (const LikelyPerson& likely : scorer_.likely_people().of(i)) {
        number_of_code_[code.encode(levels_of(likely))] = 1;
      }
    }
    for (std::size_t k = 0; k < number_of_code_.size(); ++k) {
      if (number_of_code_[k] == 0) continue;
      number_of_code_[k] = static_cast<std::uint32_t>(pairs.patterns.size());
      pairs.pattern_codes.push_back(k);
      pairs.patterns.push_back(code.decode(k));
    }
    pairs.num_sampled.assign(pairs.patterns.size(), 0);
  }

  static Levels levels_of(const LikelyPerson& likely) {
    Levels levels{};
    std::copy(likely.levels.begin(), likely.levels.end(), levels.begin());
    return levels;
  }

  /// Where the pairs of each left record begin.
  void begin_records() {
    begins_.assign(sides_.left.size() + 1, 0);
    for (std::size_t i = 0; i < sides_.left.size(); ++i) {
      const std::uint32_t identity = distinct_.identity_of_mention[i];
      begins_[i + 1] = begins_[i] + scorer_.likely_people().of(identity).size();
    }
  }

  void list_pairs(SearchedRecords& found) const {
    ComparedPairs& pairs = found.pairs;
    const PatternCode code(pairs.comparisons);
    const model::PatternWeights tables(found.weighed.model);
    std::vector<Weight> of_pattern;
    for (const Levels& levels : pairs.patterns) of_pattern.push_back(tables.of(levels));
    pairs.left.resize(begins_.back());
    pairs.right.resize(begins_.back());
    pairs.pattern.resize(begins_.back());
    found.weighed.weights.resize(begins_.back());
    for_blocks(sides_.left.size(), kBlockSize, [&](const Block& block) {
      for (std::size_t i = block.begin; i < block.end; ++i) {
        std::size_t at = begins_[i];
        for (const LikelyPerson& likely :
             scorer_.likely_people().of(distinct_.identity_of_mention[i])) {
          const std::uint32_t pattern = number_of_code_[code.encode(levels_of(likely))];
          pairs.left[at] = static_cast<std::uint32_t>(i);
          pairs.right[at] = likely.person.value;
          pairs.pattern[at] = pattern;
          found.weighed.weights[at++] = of_pattern[pattern] + likely.adjustment;
        }
      }
      reporter_.advance(block.end - block.begin);
    });
  }

  /// Of records, as those of their identities.
  [[nodiscard]] model::RecordFrequencies frequencies_of_records() const {
    const model::RecordFrequencies& of_identities = scorer_.frequencies();
    model::RecordFrequencies of_records;
    for (const std::uint32_t identity : distinct_.identity_of_mention) {
      of_records.left.push_back(of_identities.left[identity]);
    }
    of_records.right.resize(sides_.right.size());
    for (std::size_t i = 0; i < index_.persons().identities.size(); ++i) {
      for (const PersonId record : index_.persons().persons_of(i)) {
        of_records.right[record.index()] = of_identities.right[i];
      }
    }
    return of_records;
  }

  const RecordSides& sides_;
  report::Reporter& reporter_;
  MentionIdentities distinct_;  ///< of the left side
  std::vector<PersonId> persons_;
  std::vector<std::int64_t> recorded_at_;
  PersonIndex index_;
  LinkEvidence evidence_;  ///< none
  LinkScorer scorer_;
  std::vector<std::uint32_t> number_of_code_;  ///< by code
  std::vector<std::size_t> begins_;            ///< by left record, one more
};

/// Hears what the records' other pairs say.
void add_context(const RecordSides& sides, SearchedRecords& found) {
  std::vector<Weight>& weights = found.weighed.weights;
  found.weighed.context =
      model::context_weights({found.pairs.left, found.pairs.right, weights},
                             {sides.is_one_file, sides.left.size(), sides.right.size()});
  for (std::size_t i = 0; i < weights.size(); ++i) weights[i] += found.weighed.context[i];
}

}  // namespace

bool is_searched(const RecordSides& sides) {
  return !sides.is_one_file && sides.fields.empty() && sides.num_all_pairs() >= kFewestPairs;
}

SearchedRecords search_records(const RecordSides& sides, const FitOptions& options,
                               report::Reporter& reporter) {
  reporter.begin_stage("index");
  SearchedRecords found = RecordSearch(sides, reporter).search(options);
  if (options.uses_context) {
    reporter.begin_stage("context");
    add_context(sides, found);
    reporter.end_stage(static_cast<std::int64_t>(found.pairs.size()), "pairs");
  } else {
    found.weighed.context.assign(found.weighed.weights.size(), 0);
  }
  return found;
}

}  // namespace fsu::stages
