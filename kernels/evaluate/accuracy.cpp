#include "kernels/evaluate/accuracy.hpp"

#include "kernels/core/check.hpp"

namespace fsu::evaluate {
namespace {

double f1_of_jaccard(double jaccard) { return 2.0 * jaccard / (1.0 + jaccard); }

}  // namespace

Accuracy accuracy_of(const LinkCounts& counts) {
  FSU_CHECK(counts.right <= counts.linked && counts.right <= counts.true_links);
  const std::int64_t links_of_both = counts.linked + counts.true_links;
  const Share jaccard = wilson_share(counts.right, links_of_both - counts.right);
  Accuracy accuracy{
      wilson_share(counts.right, counts.linked), wilson_share(counts.right, counts.true_links), {}};
  if (links_of_both > 0) {
    accuracy.f1 = {static_cast<double>(2 * counts.right) / static_cast<double>(links_of_both),
                   f1_of_jaccard(jaccard.low), f1_of_jaccard(jaccard.high)};
  }
  return accuracy;
}

}  // namespace fsu::evaluate
