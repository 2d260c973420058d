#include "benchmarks/names_peer.hpp"

#include <algorithm>
#include <deque>
#include <rapidfuzz/distance/JaroWinkler.hpp>
#include <rapidfuzz/distance/OSA.hpp>
#include <span>

namespace fsu::peer {
namespace {

constexpr std::size_t kBlock = 1024;  // names that share a vector scorer, whose masks fit a cache
constexpr int kMaxLength = 16;

using JaroWinkler = rapidfuzz::experimental::MultiJaroWinkler<kMaxLength>;
using Osa = rapidfuzz::experimental::MultiOSA<kMaxLength>;

}  // namespace

struct RapidFuzzNames::Scorers {
  std::deque<JaroWinkler> jaro_winkler;  // which never moves them
  std::deque<Osa> osa;
  mutable std::vector<double> similarities;
  mutable std::vector<std::size_t> distances;
};

RapidFuzzNames::RapidFuzzNames(const std::vector<std::string>& names)
    : names_(&names), scorers_(std::make_unique<Scorers>()) {
  std::size_t num_results = 0;
  for (std::size_t begin = 0; begin < names.size(); begin += kBlock) {
    const auto block = std::span(names).subspan(begin, std::min(kBlock, names.size() - begin));
    JaroWinkler& jaro_winkler = scorers_->jaro_winkler.emplace_back(block.size());
    Osa& osa = scorers_->osa.emplace_back(block.size());
    for (const std::string& name : block) {
      jaro_winkler.insert(name);
      osa.insert(name);
    }
    num_results = std::max({num_results, jaro_winkler.result_count(), osa.result_count()});
  }
  scorers_->similarities.resize(num_results);
  scorers_->distances.resize(num_results);
}

RapidFuzzNames::~RapidFuzzNames() = default;

std::size_t RapidFuzzNames::count_similar_cached(std::string_view query, double cutoff) const {
  const rapidfuzz::CachedJaroWinkler<char> scorer(query);
  std::size_t count = 0;
  for (const std::string& name : *names_) count += scorer.similarity(name) >= cutoff ? 1u : 0u;
  return count;
}

std::size_t RapidFuzzNames::count_similar_multi(std::string_view query, double cutoff) const {
  std::size_t count = 0;
  std::size_t rest = names_->size();
  for (const JaroWinkler& scorer : scorers_->jaro_winkler) {
    std::vector<double>& scores = scorers_->similarities;
    scorer.similarity(scores.data(), scores.size(), query);
    const auto end = scores.begin() + static_cast<std::ptrdiff_t>(std::min(kBlock, rest));
    count += static_cast<std::size_t>(
        std::count_if(scores.begin(), end, [&](double score) { return score >= cutoff; }));
    rest -= std::min(kBlock, rest);
  }
  return count;
}

std::size_t RapidFuzzNames::count_near_cached(std::string_view query, std::size_t max_edits) const {
  const rapidfuzz::CachedOSA<char> scorer(query);
  std::size_t count = 0;
  for (const std::string& name : *names_) {
    count += scorer.distance(name, max_edits) <= max_edits ? 1u : 0u;
  }
  return count;
}

std::size_t RapidFuzzNames::count_near_multi(std::string_view query, std::size_t max_edits) const {
  std::size_t count = 0;
  std::size_t rest = names_->size();
  for (const Osa& scorer : scorers_->osa) {
    std::vector<std::size_t>& distances = scorers_->distances;
    scorer.distance(distances.data(), distances.size(), query);
    const auto end = distances.begin() + static_cast<std::ptrdiff_t>(std::min(kBlock, rest));
    count += static_cast<std::size_t>(std::count_if(
        distances.begin(), end, [&](std::size_t distance) { return distance <= max_edits; }));
    rest -= std::min(kBlock, rest);
  }
  return count;
}

}  // namespace fsu::peer
