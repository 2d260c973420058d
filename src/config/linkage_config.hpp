// How mentions are linked to people.
#pragma once

namespace fsu::config {

/// Settings of the linkage, `--linkage`, `--link-probability`, `--link-margin`. Defaults by
/// experiment on synthetic forces of 20,000 and 400,000 people: at 0.5 about 1 and 2 links in 100
/// are false; a higher threshold loses many more right links than false ones, a margin beyond 1 bit
/// only right ones.
struct LinkageConfig {
  enum class Method { kFuzzy, kExact };

  Method method = Method::kFuzzy;
  /// A mention is linked where the probability of its best person is at least this.
  double link_probability = 0.5;
  /// ... and its weight exceeds the runner-up's by at least this many bits (log2).
  double link_margin = 1.0;
};

}  // namespace fsu::config
