#include "io/csv_table.hpp"

#include <algorithm>
#include <exception>
#include <memory>

#include "io/csv_header.hpp"
#include "io/csv_part_reader.hpp"
#include "io/file_text.hpp"
#include "io/iso_values.hpp"
#include "io/table_builder.hpp"
#include "kernels/core/parallel.hpp"

namespace fsu::io {
namespace {

constexpr std::size_t kHeaderProbeBytes = std::size_t{1} << 16;

/// Unpacks .gz parts ahead, several in parallel, and holds each until it is taken.
class PartTexts {
 public:
  explicit PartTexts(const std::vector<Path>& parts)
      : parts_(parts), texts_(parts.size()), failures_(parts.size()) {}

  /// Throws what opening the part threw, so the first part's fault is told first.
  [[nodiscard]] std::unique_ptr<FileText> take(std::size_t part) {
    if (texts_[part] == nullptr && !failures_[part]) open_from(part);
    if (failures_[part]) std::rethrow_exception(failures_[part]);
    return std::move(texts_[part]);
  }

 private:
  /// Opens a part and those behind it, up to one a thread and so many bytes that they stay small.
  void open_from(std::size_t first) {
    std::size_t end = first;
    std::uint64_t num_bytes = 0;
    const std::size_t most = first + static_cast<std::size_t>(num_threads());
    while (end < parts_.size() && end < most) {
      if (end > first && (num_bytes += size_of_file(parts_[end])) > kMaxBytesAhead) break;
      ++end;
    }
    for_blocks(end - first, 1, [&](const Block& block) {
      const std::size_t part = first + block.index;
      try {
        texts_[part] = std::make_unique<FileText>(parts_[part]);
      } catch (const Error&) {
        failures_[part] = std::current_exception();
      }
    });
  }

  /// On disk.
  static constexpr std::uint64_t kMaxBytesAhead = std::uint64_t{256} << 20;

  const std::vector<Path>& parts_;
  std::vector<std::unique_ptr<FileText>> texts_;
  std::vector<std::exception_ptr> failures_;
};

void note_columns(const CsvHeader& header, const Path& path, ReadTable& table) {
  for (const std::string& name : header.unknown_columns)
    table.unknown_columns.push_back(path.filename().string() + ": " + name);
  for (std::size_t i = 0; i < header.field_of_column.size(); ++i) {
    if (header.field_of_column[i] != kNotInFile) table.has_column[i] = true;
  }
}

/// Text of the parts behind one, if they are packed as that one is.
std::uint64_t text_bytes_behind(const std::vector<Path>& parts, std::size_t part,
                                const FileText& file) {
  std::uint64_t num_bytes = 0;
  for (std::size_t i = part + 1; i < parts.size(); ++i) num_bytes += size_of_file(parts[i]);
  const double packed = static_cast<double>(std::max<std::size_t>(file.file_bytes().size(), 1));
  return static_cast<std::uint64_t>(static_cast<double>(num_bytes) *
                                    static_cast<double>(file.text().size()) / packed);
}

}  // namespace

std::string_view reject_kind_name(RejectKind kind) {
  switch (kind) {
    case RejectKind::kTooFewValues:
      return "too_few_values";
    case RejectKind::kTooManyValues:
      return "too_many_values";
    case RejectKind::kStrayQuote:
      return "stray_quote";
    case RejectKind::kInvalidUtf8:
      return "invalid_utf8";
    case RejectKind::kNulByte:
      return "nul_byte";
    case RejectKind::kMissingValue:
      return "missing_value";
    case RejectKind::kIdTooLong:
      return "id_too_long";
    case RejectKind::kUnmappedValue:
      return "unmapped_value";
    case RejectKind::kUnreadableInstant:
      return "unreadable_instant";
    case RejectKind::kUnreadableNumber:
      return "unreadable_number";
    case RejectKind::kConflictingKey:
      return "conflicting_key";
  }
  return "unknown";
}

ReadTable read_csv_table(const TableSource& source, const ReadOptions& options) {
  ReadTable table;
  table.has_column.assign(source.schema->columns.size(), false);
  const IsoValues iso_values(*options.time_zone);
  TableBuilder builder(*source.schema, options.keeps_origins);
  PartReader::Buffers buffers;
  PartTexts texts(source.parts);
  for (std::size_t part = 0; part < source.parts.size(); ++part) {
    const Path& path = source.parts[part];
    const std::unique_ptr<FileText> file = texts.take(part);
    const CsvHeader header = read_usable_header(file->text(), *source.schema, source.mapping, path);
    note_columns(header, path, table);
    const PartPlan plan{file->text(),         source,     header,
                        *options.time_zone,   iso_values, static_cast<std::uint32_t>(part),
                        options.keeps_origins};
    PartReader reader(plan, *file, options, buffers);
    reader.read(text_bytes_behind(source.parts, part, *file), builder, table);
    table.parts.push_back({path, file->file_bytes().size(), reader.take_sha256()});
  }
  builder.finish(table);
  return table;
}

std::uint64_t look_at_table(const TableSource& source) {
  std::uint64_t num_bytes = 0;
  for (const Path& path : source.parts) {
    const FileText file(path, kHeaderProbeBytes);
    static_cast<void>(read_usable_header(file.text(), *source.schema, source.mapping, path));
    num_bytes += file.file_bytes().size();
  }
  return num_bytes;
}

}  // namespace fsu::io
