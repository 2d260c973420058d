#include "io/csv_sample.hpp"

#include <algorithm>

#include "io/csv_header.hpp"
#include "io/csv_row_parser.hpp"
#include "io/file_text.hpp"

namespace fsu::io {
namespace {

/// Bytes of text and of the file they came from, for parts that are not looked into.
struct Sizes {
  double text = 0;
  double file = 0;
};

class TableSampler {
 public:
  TableSampler(const TableSource& source, const TimeZone& time_zone, const SampleOptions& options)
      : source_(source), time_zone_(time_zone), options_(options) {
    sample_.rows = Table(source.schema->table_spec());
    sample_.is_counted = true;
  }

  TableSample sample() {
    std::vector<std::uint64_t> file_bytes;
    std::uint64_t all_bytes = 0;
    for (const Path& path : source_.parts) {
      file_bytes.push_back(size_of_file(path));
      all_bytes += file_bytes.back();
    }
    Sizes passed_over;
    double due = static_cast<double>(options_.window_bytes);  // the first part is always looked at
    for (std::size_t part = 0; part < source_.parts.size(); ++part) {
      const auto size = static_cast<double>(file_bytes[part]);
      due += size / static_cast<double>(std::max<std::uint64_t>(all_bytes, 1)) *
             static_cast<double>(options_.sample_bytes);
      if (due < static_cast<double>(options_.window_bytes)) {
        passed_over.file += size;
        sample_.is_counted = false;
        continue;
      }
      sample_part(part, static_cast<std::uint64_t>(due));
      due = 0;
    }
    if (looked_into_.file > 0)
      passed_over.text = passed_over.file * looked_into_.text / looked_into_.file;
    return finish(passed_over.text);
  }

 private:
  void sample_part(std::size_t part, std::uint64_t wanted_bytes) {
    const Path& path = source_.parts[part];
    const FileText file(path, options_.unpacked_bytes);
    const CsvHeader header =
        read_usable_header(file.text(), *source_.schema, source_.mapping, path);
    const auto seen = static_cast<double>(file.text().size());
    const auto packed = static_cast<double>(std::max<std::uint64_t>(file.bytes_taken(), 1));
    const auto on_disk = static_cast<double>(file.file_bytes().size());
    const double text_bytes = file.is_whole() ? seen : std::max(seen, seen * on_disk / packed);
    looked_into_.text += text_bytes - static_cast<double>(header.rows.begin);
    looked_into_.file += on_disk;
    sample_.is_counted &= file.is_whole();
    RowParser parser(source_, header, time_zone_, static_cast<std::uint32_t>(part));
    sample_windows(file, header, wanted_bytes, parser);
    sample_.rows.append(parser.parsed().rows);
  }

  void sample_windows(const FileText& file, const CsvHeader& header, std::uint64_t wanted_bytes,
                      RowParser& parser) {
    const std::string_view text = file.text();
    // The last record of a begin is cut short.
    const std::uint64_t end = file.is_whole() ? text.size() : text.rfind('\n') + 1;
    const std::uint64_t begin = header.rows.begin;
    if (begin >= end) return;
    const std::uint64_t window_bytes = options_.window_bytes;
    const std::uint64_t num_windows = std::max<std::uint64_t>(wanted_bytes / window_bytes, 1);
    RecordReader reader(text.substr(0, end), header.num_fields);
    if (end - begin <= num_windows * window_bytes) {
      read_window(reader, {begin, end, 1}, parser);
      return;
    }
    sample_.is_counted = false;
    const std::uint64_t stride = (end - begin) / num_windows;
    for (std::uint64_t i = 0; i < num_windows; ++i) {
      const std::uint64_t from = begin + i * stride + (stride - window_bytes) / 2;
      const std::uint64_t first =
          from == begin ? begin : guess_record_begin(text.substr(0, end), header.num_fields, from);
      read_window(reader, {first, std::min(first + window_bytes, end), 1}, parser);
    }
  }

  void read_window(RecordReader& reader, const RecordRange& window, RowParser& parser) {
    reader.keep_within(window);
    Record record;
    try {
      while (reader.next(record)) {
        parser.add(record);
        sample_.num_sampled += 1;
        sampled_bytes_ += static_cast<double>(reader.offset() - record.offset);
      }
    } catch (const UnclosedQuote&) {
      // No record begins here; the other windows say how long records are.
      sample_.is_counted = false;
    }
  }

  TableSample finish(double text_bytes_passed_over) {
    sample_.text_bytes = looked_into_.text + text_bytes_passed_over;
    sample_.num_rows = sample_.num_sampled;
    if (!sample_.is_counted && sampled_bytes_ > 0) {
      sample_.num_rows =
          std::max(sample_.num_sampled, sample_.text_bytes * sample_.num_sampled / sampled_bytes_);
    }
    return std::move(sample_);
  }

  const TableSource& source_;
  const TimeZone& time_zone_;
  const SampleOptions& options_;
  TableSample sample_;
  Sizes looked_into_;
  double sampled_bytes_ = 0;
};

}  // namespace

TableSample sample_csv_table(const TableSource& source, const TimeZone& time_zone,
                             const SampleOptions& options) {
  return TableSampler(source, time_zone, options).sample();
}

}  // namespace fsu::io
