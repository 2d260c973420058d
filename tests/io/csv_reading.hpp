// Reads CSV text as one input table, for tests.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "io/csv_table.hpp"
#include "tests/support/table_text.hpp"
#include "tests/support/temporary_folder.hpp"

namespace fsu::test {

struct ReadingOptions {
  io::TableMapping mapping = {};
  std::size_t range_bytes = std::size_t{4} << 20;
  std::string time_zone = "Europe/London";
};

/// Reads the texts as the parts of a table.
[[nodiscard]] inline io::ReadTable read_parts(std::string_view table,
                                              const std::vector<std::string>& parts,
                                              const ReadingOptions& options = {}) {
  const TemporaryFolder folder;
  io::TableSource source{&io::input_table(table), {}, options.mapping};
  for (std::size_t i = 0; i < parts.size(); ++i) {
    source.parts.push_back(
        folder.write(std::string(table) + "." + std::to_string(i) + ".csv", parts[i]));
  }
  const io::TimeZone time_zone(options.time_zone);
  io::ReadOptions read_options;
  read_options.time_zone = &time_zone;
  read_options.range_bytes = options.range_bytes;
  return io::read_csv_table(source, read_options);
}

[[nodiscard]] inline io::ReadTable read_text(std::string_view table, const std::string& text,
                                             const ReadingOptions& options = {}) {
  return read_parts(table, {text}, options);
}

/// A reject as "part:line:byte column kind"; the column is * for the whole row.
[[nodiscard]] inline std::string reject_text(const io::Reject& reject, std::string_view table) {
  const std::string column = reject.column == io::kWholeRow
                                 ? std::string("*")
                                 : io::input_table(table).columns[reject.column].column.name;
  return std::to_string(reject.origin.part) + ":" + std::to_string(reject.origin.line) + ":" +
         std::to_string(reject.origin.byte_offset) + " " + column + " " +
         std::string(io::reject_kind_name(reject.kind));
}

template <class ReadTable>
[[nodiscard]] std::vector<std::string> reject_texts(const ReadTable& table) {
  std::vector<std::string> texts;
  for (const io::Reject& reject : table.rejects)
    texts.push_back(reject_text(reject, table.rows.spec().path));
  return texts;
}

/// Everything that was read, as text.
template <class ReadTable>
[[nodiscard]] std::string everything(const ReadTable& table) {
  std::string text = rows_text(table.rows);
  for (const io::RowOrigin origin : table.origins) {
    text += std::to_string(origin.part) + ":" + std::to_string(origin.line) + ":" +
            std::to_string(origin.byte_offset) + "\n";
  }
  for (const std::string& reject : reject_texts(table)) text += reject + "\n";
  for (const auto& [what, times] : table.value_counts)
    text += what + " " + std::to_string(times) + "\n";
  return text + std::to_string(table.num_rows_read);
}

/// The message of the Error that `work` throws with the expected kind.
template <class Work>
[[nodiscard]] std::string error_of(ErrorKind kind, const Work& work) {
  try {
    work();
  } catch (const Error& error) {
    EXPECT_EQ(static_cast<int>(error.kind()), static_cast<int>(kind)) << error.what();
    return error.what();
  }
  ADD_FAILURE() << "no Error was thrown";
  return {};
}

}  // namespace fsu::test
