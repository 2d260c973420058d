// Where the extracts are and how they are read.
#pragma once

#include <cstdint>
#include <filesystem>
#include <map>
#include <optional>
#include <string>

#include "io/table_mapping.hpp"

namespace fsu::config {

/// How many rows of one table may be rejected: a number, or a share of the rows read.
struct RejectLimit {
  std::optional<std::int64_t> rows;
  double percent = 1.0;

  [[nodiscard]] bool is_exceeded(std::int64_t num_rejected, std::int64_t num_rows_read) const {
    if (rows) return num_rejected > *rows;
    return static_cast<double>(num_rejected) * 100.0 > percent * static_cast<double>(num_rows_read);
  }
};

struct InputConfig {
  std::filesystem::path folder;
  std::string time_zone = "Europe/London";
  RejectLimit max_rejects;
  std::map<std::string, io::TableMapping> mappings;  ///< by table
};

}  // namespace fsu::config
