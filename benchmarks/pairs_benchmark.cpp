// Speed of comparing identities and of weighing what they agree in, pair by pair, at three sizes.
//
// Names are the generator's, some misspelt; a record is compared with 64 others in turn, of whom
// some share its surname, its day of birth or all of it, as candidates do. One core. Rows:
//   compare_names     NameComparer, surnames alone
//   compare_pairs     IdentityComparer: the four comparisons of every model
//   weigh_patterns    PatternWeights::of the levels of as many pairs
//   score_pairs       both, as the linkage does
//   roof_pairs        reading the identities and the traits of their names, nothing else
//   roof_weights      adding four whole numbers a pair from tables of one level each
// Before anything is timed levels are compared with those of the definition on the strings (the
// tests' references), weights with those of the model. Items are pairs; bytes are those of the
// identities and traits that a pair reads. Sizes are pairs; the index has an eighth as many people.
#include <benchmark/benchmark.h>

#include <algorithm>
#include <array>
#include <cstring>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "benchmarks/once_a_size.hpp"
#include "kernels/compare/compare_dates.hpp"
#include "kernels/compare/compare_identities.hpp"
#include "kernels/core/random.hpp"
#include "kernels/model/pattern_weights.hpp"
#include "kernels/synth/rare_names.hpp"
#include "tests/compare/name_level_reference.hpp"

namespace fsu::compare {
namespace {

constexpr std::uint64_t kSeed = 20260101;
constexpr std::size_t kBlockPairs = 64;
constexpr std::size_t kNumChecked = 4096;
constexpr std::size_t kBytesPerPair = sizeof(Identity) + 2 * sizeof(NameTrait);

std::string draw_name(std::uint64_t number, synth::NameKind kind) {
  Random random(kSeed, 1 + static_cast<std::uint64_t>(kind), number);
  const auto group = static_cast<synth::NameGroup>(random.below(synth::kNumNameGroups));
  std::string name = synth::draw_rare_name(group, kind, random);
  if (random.chance(0.1)) {
    name[random.below(name.size())] = static_cast<char>('A' + random.below(26));
  }
  return name;
}

/// The index, its dictionaries, and the records that are compared with blocks of it.
struct Pairs {
  explicit Pairs(std::size_t num_pairs);
  Pairs(const Pairs&) = delete;  // the traits hold the address of the names
  Pairs& operator=(const Pairs&) = delete;
  ~Pairs() = default;

  [[nodiscard]] std::span<const Identity> block(std::size_t record) const {
    return std::span(people).subspan(record * kBlockPairs % (people.size() - kBlockPairs),
                                     kBlockPairs);
  }

  StringColumn names;
  StringColumn identifiers;
  std::unique_ptr<NameTraits> traits;
  std::vector<Identity> people;
  std::vector<Identity> records;
  model::Model model;
  model::PatternWeights weights;
};

NameId id_of(const StringColumn& dictionary, std::string_view text) {
  std::uint32_t begin = 0;
  for (auto size = static_cast<std::uint32_t>(dictionary.size()); size > 0;) {
    const std::uint32_t half = size / 2;
    const bool is_behind = dictionary[begin + half] < text;
    begin = is_behind ? begin + half + 1 : begin;
    size = is_behind ? size - half - 1 : half;
  }
  return {begin};
}

/// A model whose shares fall with the place of the level; any would do, since all weigh the same.
model::Model make_model() {
  model::Model model;
  model.lambda = 1e-6;
  for (const ComparisonSpec& spec : identity_comparisons()) {
    model::Comparison& comparison = model.comparisons.emplace_back();
    comparison.spec = spec;
    for (std::size_t level = 0; level < spec.levels.size(); ++level) {
      const auto place = static_cast<double>(level + 1);
      comparison.shares.push_back(
          spec.levels[level].presence == kNothingCompared
              ? model::LevelShares{}
              : model::LevelShares{0.5 / place, 0.001 * place / (1 + 0.01 * place)});
    }
  }
  return model;
}

Identity draw_identity(const std::vector<std::array<NameId, 3>>& full_names,
                       std::size_t num_identifiers, std::uint64_t number) {
  Random random(kSeed, 9, number);
  const auto& [forename, surname, other] = full_names[random.below(full_names.size())];
  Identity identity;
  identity.forename = random.chance(0.04) ? NameId{} : forename;
  identity.surname = random.chance(0.02) ? NameId{} : surname;
  if (random.chance(0.3)) identity.other_forenames = other;
  if (!random.chance(0.4)) {
    identity.date_of_birth =
        pack_date(static_cast<int>(random.between(1930, 2010)),
                  static_cast<int>(random.between(1, 12)), static_cast<int>(random.between(1, 28)));
  }
  const IdentifierId identifier{static_cast<std::uint32_t>(random.below(num_identifiers))};
  if (random.chance(0.2)) identity.identifier = identifier;
  return identity;
}

Pairs::Pairs(std::size_t num_pairs) : model(make_model()), weights(model) {
  const std::size_t num_people = num_pairs / 8;
  std::vector<std::array<std::string, 3>> texts;
  std::set<std::string> distinct;
  for (std::uint64_t i = 0; i < num_people / 2; ++i) {
    texts.push_back({draw_name(i, synth::NameKind::kMale), draw_name(i, synth::NameKind::kSurname),
                     draw_name(i, synth::NameKind::kFemale)});
    distinct.insert(texts.back().begin(), texts.back().end());
  }
  for (const std::string& name : distinct) names.push_back(name);
  for (std::size_t i = 0; i < num_people / 4; ++i) {
    identifiers.push_back("1980/" + std::to_string(1'000'000 + i * 7 % 9'000'000) + "A");
  }
  traits = std::make_unique<NameTraits>(names);
  std::vector<std::array<NameId, 3>> full_names;
  for (const auto& [forename, surname, other] : texts) {
    full_names.push_back({id_of(names, forename), id_of(names, surname), id_of(names, other)});
  }
  for (std::size_t i = 0; i < num_people; ++i) {
    people.push_back(draw_identity(full_names, identifiers.size(), i));
  }
  for (std::size_t i = 0; i < num_pairs / kBlockPairs; ++i) {
    records.push_back(draw_identity(full_names, identifiers.size(), num_people + i));
  }
  // Candidates share something with the record that they are found for.
  for (std::size_t i = 0; i < people.size(); ++i) {
    Random random(kSeed, 10, i);
    const Identity& record = records[i / kBlockPairs % records.size()];
    if (random.chance(0.3)) people[i].surname = record.surname;
    if (random.chance(0.3)) people[i].date_of_birth = record.date_of_birth;
    if (random.chance(0.02)) people[i] = record;
  }
}

const Pairs& pairs_of(const benchmark::State& state) {
  return input_of<Pairs>(state, [](std::size_t size) { return Pairs(size); });
}

std::size_t num_pairs_of(const Pairs& pairs) { return pairs.records.size() * kBlockPairs; }

void count(benchmark::State& state, const Pairs& pairs, std::size_t bytes_per_pair) {
  const auto num_pairs = static_cast<std::int64_t>(num_pairs_of(pairs));
  state.SetItemsProcessed(state.iterations() * num_pairs);
  state.SetBytesProcessed(state.iterations() * num_pairs *
                          static_cast<std::int64_t>(bytes_per_pair));
}

/// Calls `visit(levels)` with the levels of every pair; `visit` says whether to go on.
template <class Visit>
void for_levels(const Pairs& pairs, const Visit& visit) {
  IdentityComparer comparer(*pairs.traits, pairs.identifiers);
  for (std::size_t record = 0; record < pairs.records.size(); ++record) {
    comparer.set_left(pairs.records[record]);
    for (const Identity& person : pairs.block(record)) {
      Levels levels{};
      comparer.compare(person, levels);
      if (!visit(pairs.records[record], person, levels)) return;
    }
  }
}

std::string_view text_of(const Pairs& pairs, NameId id) {
  return id.is_none() ? std::string_view() : pairs.names[id.index()];
}

/// The level of the names straight from the definition; nothing else decides where neither side has
/// further forenames.
std::uint8_t reference_names(const Pairs& pairs, const Identity& a, const Identity& b) {
  const auto level = [&](NameId ours, NameId theirs) {
    return reference_name_level(text_of(pairs, ours), text_of(pairs, theirs));
  };
  const NameLevel forename = level(a.forename, b.forename);
  const NameLevel surname = level(a.surname, b.surname);
  const NameLevel one = level(a.forename, b.surname);
  const NameLevel other = level(a.surname, b.forename);
  const int points = name_points(forename) + name_points(surname);
  const int crossed = name_points(one) + name_points(other);
  return crossed > points && crossed >= 2 ? crossed_level(one, other)
                                          : direct_level(forename, surname);
}

IdentifierLevel reference_identifiers(const Pairs& pairs, IdentifierId a, IdentifierId b) {
  if (a.is_none() || b.is_none()) return IdentifierLevel::kMissing;
  const int edits =
      text::reference_edit_distance(pairs.identifiers[a.index()], pairs.identifiers[b.index()]);
  return edits == 0   ? IdentifierLevel::kSame
         : edits == 1 ? IdentifierLevel::kOneEdit
         : edits == 2 ? IdentifierLevel::kTwoEdits
                      : IdentifierLevel::kDifferent;
}

/// Whether the first pairs have the levels of the definition, from either side, and the weights of
/// the model; among them have to be equal and different names.
bool agree(const Pairs& pairs) {
  IdentityComparer back(*pairs.traits, pairs.identifiers);
  std::size_t num_checked = 0;
  std::set<std::uint8_t> seen;
  bool are_right = true;
  for_levels(pairs, [&](const Identity& record, const Identity& person, const Levels& levels) {
    Levels from_other_side{};
    back.set_left(person);
    back.compare(record, from_other_side);
    const bool has_others = !record.other_forenames.is_none() || !person.other_forenames.is_none();
    are_right = levels == from_other_side &&
                (has_others || levels[kNames] == reference_names(pairs, record, person)) &&
                levels[kDateOfBirth] == compare_dates(person.date_of_birth, record.date_of_birth) &&
                levels[kIdentifier] == static_cast<std::uint8_t>(reference_identifiers(
                                           pairs, record.identifier, person.identifier)) &&
                pairs.weights.of(levels) == model::pattern_weight(pairs.model, levels);
    seen.insert(levels[kNames]);
    return are_right && ++num_checked < kNumChecked;
  });
  return are_right && seen.contains(kSameNames) && seen.size() > 10;
}

/// The pairs of a row; null where they are not compared and weighed as they should be.
const Pairs* begin_row(benchmark::State& state) {
  const Pairs& pairs = pairs_of(state);
  if (is_verified(state, "pairs", [&] { return agree(pairs); })) return &pairs;
  state.SkipWithError("levels or weights differ from the definition");
  return nullptr;
}

void compare_names(benchmark::State& state) {
  const Pairs* pairs = begin_row(state);
  if (pairs == nullptr) return;
  NameComparer comparer(*pairs->traits);
  for (auto _ : state) {
    std::size_t sum = 0;
    for (std::size_t record = 0; record < pairs->records.size(); ++record) {
      comparer.set_name(pairs->records[record].surname);
      for (const Identity& person : pairs->block(record)) {
        sum += static_cast<std::size_t>(comparer.compare(person.surname));
      }
    }
    benchmark::DoNotOptimize(sum);
  }
  count(state, *pairs, sizeof(Identity) + sizeof(NameTrait));
}

void compare_pairs(benchmark::State& state) {
  const Pairs* pairs = begin_row(state);
  if (pairs == nullptr) return;
  for (auto _ : state) {
    std::size_t sum = 0;
    for_levels(*pairs, [&](const Identity&, const Identity&, const Levels& levels) {
      sum += std::size_t{levels[kNames]} + levels[kDateOfBirth];
      return true;
    });
    benchmark::DoNotOptimize(sum);
  }
  count(state, *pairs, kBytesPerPair);
}

std::vector<Levels> levels_of(const Pairs& pairs) {
  std::vector<Levels> all;
  for_levels(pairs, [&](const Identity&, const Identity&, const Levels& levels) {
    all.push_back(levels);
    return true;
  });
  return all;
}

void weigh_patterns(benchmark::State& state) {
  const Pairs* pairs = begin_row(state);
  if (pairs == nullptr) return;
  const std::vector<Levels> all = levels_of(*pairs);
  for (auto _ : state) {
    Weight sum = 0;
    for (const Levels& levels : all) sum += pairs->weights.of(levels);
    benchmark::DoNotOptimize(sum);
  }
  count(state, *pairs, sizeof(Levels));
}

void score_pairs(benchmark::State& state) {
  const Pairs* pairs = begin_row(state);
  if (pairs == nullptr) return;
  for (auto _ : state) {
    Weight sum = 0;
    for_levels(*pairs, [&](const Identity&, const Identity&, const Levels& levels) {
      sum += pairs->weights.of(levels);
      return true;
    });
    benchmark::DoNotOptimize(sum);
  }
  count(state, *pairs, kBytesPerPair);
}

/// One word of each thing that a pair reads, so that its cache line has to come.
std::uint64_t read_pair(const NameTraits& traits, const Identity& person) {
  std::uint64_t sum = static_cast<std::uint64_t>(person.date_of_birth);
  if (!person.forename.is_none()) sum += traits[person.forename].head;
  if (!person.surname.is_none()) sum += traits[person.surname].head;
  return sum;
}

void roof_pairs(benchmark::State& state) {
  const Pairs* pairs = begin_row(state);
  if (pairs == nullptr) return;
  for (auto _ : state) {
    std::uint64_t sum = 0;
    for (std::size_t record = 0; record < pairs->records.size(); ++record) {
      for (const Identity& person : pairs->block(record)) sum += read_pair(*pairs->traits, person);
    }
    benchmark::DoNotOptimize(sum);
  }
  count(state, *pairs, kBytesPerPair);
}

/// The four table look-ups and additions of a pattern, from tables of fixed places.
void roof_weights(benchmark::State& state) {
  const Pairs* pairs = begin_row(state);
  if (pairs == nullptr) return;
  const std::vector<Levels> all = levels_of(*pairs);
  std::array<std::array<Weight, kMaxLevels + 1>, kNumIdentityComparisons> tables{};
  for (std::size_t i = 0; i < tables.size(); ++i) {
    for (std::size_t level = 0; level < pairs->model.comparisons[i].spec.levels.size(); ++level) {
      tables[i][level] = pairs->weights.of_level(i, static_cast<std::uint8_t>(level));
    }
  }
  const auto weight_of = [&](const Levels& levels) {
    return tables[0][levels[0]] + tables[1][levels[1]] + tables[2][levels[2]] +
           tables[3][levels[3]];
  };
  for (const Levels& levels : all) {
    if (weight_of(levels) != pairs->weights.of_comparisons(levels, 0, kNumIdentityComparisons))
      return state.SkipWithError("the sum of the tables differs");
  }
  for (auto _ : state) {
    Weight sum = 0;
    for (const Levels& levels : all) sum += weight_of(levels);
    benchmark::DoNotOptimize(sum);
  }
  count(state, *pairs, sizeof(Levels));
}

void register_rows(std::int64_t size) {
  const auto add = [&](const char* name, void (*row)(benchmark::State&)) {
    benchmark::RegisterBenchmark(name, row)
        ->Arg(size)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  };
  add("compare_names", compare_names);
  add("compare_pairs", compare_pairs);
  add("weigh_patterns", weigh_patterns);
  add("score_pairs", score_pairs);
  add("roof_pairs", roof_pairs);
  add("roof_weights", roof_weights);
}

}  // namespace
}  // namespace fsu::compare

int main(int argc, char** argv) {
  for (const std::int64_t size : {10'240, 320'000, 3'200'000}) fsu::compare::register_rows(size);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 64;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
