#include "src/stages/link_mentions.hpp"

#include <utility>

#include "kernels/blocking/distinct_identities.hpp"
#include "kernels/core/first_touch.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/resolve/exact_linkage.hpp"
#include "src/stages/blocking_recall.hpp"
#include "src/stages/collect_links.hpp"
#include "src/stages/decide_cases.hpp"
#include "src/stages/learned_linkage.hpp"
#include "src/stages/link_summary.hpp"
#include "src/stages/mention_records.hpp"

namespace fsu::stages {
namespace {

constexpr std::size_t kExactBlockSize = std::size_t{1} << 13;

/// The baseline: equal PNC ID, or equal names and date.
class ExactDecider {
 public:
  explicit ExactDecider(const PersonIdentities& persons) : linker_(persons) {}

  [[nodiscard]] resolve::Decision decide(const Identity& mention, const ClerkWords& words) const {
    std::vector<resolve::ScoredPerson> matches;
    linker_.find(mention, matches);
    resolve::remove_people(words.never, matches);
    const resolve::Decision decision = resolve::is_exactly_linkable(mention)
                                           ? resolve::decide_exact(matches)
                                           : resolve::Decision{};
    return words.always.size() == 1
               ? resolve::choose_person(words.always.front(), decision, matches)
               : decision;
  }

 private:
  resolve::ExactLinker linker_;
};

Linkage link_exactly(const LinkageInput& input, const MentionRecords& records,
                     report::Reporter& reporter) {
  Linkage linkage;
  const std::vector<Identity>& identities = records.distinct.identities;
  reporter.begin_stage("exact linkage", identities.size(), "identities");
  const PersonIdentities persons = blocking::distinct_person_identities(
      records.of(MentionRecords::kPersons).identities, input.tables.person_of_version);
  const ExactDecider decider(persons);
  std::vector<resolve::Decision> decisions;
  reserve_touched(decisions, decisions_capacity(identities.size()));
  decisions.resize(identities.size());
  for_blocks(identities.size(), kExactBlockSize, [&](const Block& block) {
    for (std::size_t i = block.begin; i < block.end; ++i) {
      decisions[i] = decider.decide(identities[i], {});
    }
    reporter.advance(block.end - block.begin);
  });
  collect_links(
      {input, records, records.distinct.identity_of_mention}, std::move(decisions),
      [&](std::uint32_t identity, const ClerkWords& words) {
        return decider.decide(identities[identity], words);
      },
      linkage);
  reporter.end_stage();
  linkage.summary =
      summarise_linkage({linkage, persons, records, records.distinct.identities.size()});
  return linkage;
}

double estimate_recall(std::span<const resolve::Decision> decisions) {
  const PatternCode code(mention_comparisons());
  BlockingRecall recall;
  for (const resolve::Decision& decision : decisions) {
    if (!decision.person.is_none()) {
      recall.add(code.decode(decision.pattern), decision.probability);
    }
  }
  return recall.estimate();
}

void link_by_model(const LinkageInput& input, const MentionRecords& records,
                   const LinkageConfig& config, report::Reporter& reporter, Linkage& linkage) {
  const LearnedLinkage learned(input, records, config, reporter);
  const LinkCases& cases = learned.cases();
  reporter.begin_stage("linkage", cases.size(), "cases");
  DecidedCases decided = decide_cases(learned.decision_input(), config, reporter);
  reporter.end_stage();
  linkage.blocking_recall = estimate_recall(decided.decisions);
  CaseDecider decider(learned.scorer(), learned.index(), learned.model(), config);
  collect_links(
      {input, records, cases.case_of_mention}, std::move(decided.decisions),
      [&](std::uint32_t link_case, const ClerkWords& words) {
        return decider.decide({cases.cases[link_case], link_case}, words);
      },
      linkage);
  linkage.patterns = std::move(decided.patterns);
  linkage.blocking = learned.scorer().likely_people().blocking;
  linkage.model = learned.model().model;
  linkage.nobody_share = learned.model().nobody_share;
  linkage.summary = summarise_linkage({linkage, learned.index().persons(), records, cases.size()});
}

}  // namespace

Linkage link_mentions(const LinkageInput& input, const LinkageConfig& config,
                      report::Reporter& reporter) {
  const bool is_exact = config.method == LinkageConfig::Method::kExact;
  reporter.begin_stage("identities");
  const MentionRecords records = encode_records(input.tables, input.missing_reports, config);
  reporter.end_stage(static_cast<std::int64_t>(input.tables.persons.num_rows() +
                                               records.distinct.identity_of_mention.size()));
  Linkage linkage = link_exactly(input, records, reporter);
  linkage.exact = linked_mentions(linkage.mentions);
  if (is_exact) return linkage;
  // Of the baseline no more is kept than who is linked, before the model needs room.
  std::vector<LinkedMention> baseline = std::move(linkage.exact);
  linkage = {};
  link_by_model(input, records, config, reporter, linkage);
  linkage.exact = std::move(baseline);
  return linkage;
}

}  // namespace fsu::stages
