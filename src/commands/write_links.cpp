#include "src/commands/write_links.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <functional>
#include <span>
#include <string>

#include "io/csv_writer.hpp"
#include "io/digest.hpp"
#include "io/file_text.hpp"
#include "io/h5_results_writer.hpp"
#include "io/result_schema.hpp"
#include "src/commands/link_tables.hpp"
#include "src/pipeline/run_tables.hpp"
#include "src/report/version.hpp"
#include "src/stages/model_tables.hpp"
#include "src/stages/table_in_parts.hpp"

namespace fsu::commands {
namespace {

/// Writes tables in blocks, to the results file and to CSV.
class LinkWriter {
 public:
  LinkWriter(const LinkedRecords& linked, const std::filesystem::path& output,
             report::Reporter& reporter)
      : linked_(linked), file_(output), reporter_(reporter) {}

  /// `csv` may be empty; `make_block` gives the rows of a range.
  void write(const char* name, std::size_t num_rows, const std::filesystem::path& csv,
             const std::function<Table(RowRange)>& make_block) {
    const TableSpec& spec = io::result_table(name);
    io::TableWriter table = file_.begin_table(spec, num_rows, record_text_widths(linked_, spec));
    io::CsvFile* const csv_file = csv.empty() ? nullptr : &csv_files_.emplace_back(csv);
    std::string text;
    if (csv_file != nullptr) io::append_csv_header(text, spec);
    for (std::size_t begin = 0; begin < num_rows; begin += table.rows_per_block()) {
      const std::size_t end = std::min(begin + table.rows_per_block(), num_rows);
      const Table block =
          stages::table_in_parts(spec, begin, end, [&](std::size_t from, std::size_t to) {
            return make_block({from, to});
          });
      table.append(block);
      if (csv_file != nullptr) {
        append_csv_rows(text, block, guarded_);
        csv_file->append(text);
        text.clear();
      }
      reporter_.advance(block.num_rows());
    }
    if (csv_file != nullptr) csv_file->append(text);
    static_cast<void>(table.finish());
  }

  [[nodiscard]] io::ResultFileWriter& file() { return file_; }

  /// Of all files, as far as they are written.
  [[nodiscard]] std::uint64_t num_bytes() const {
    std::uint64_t num_bytes = file_.num_bytes();
    for (const io::CsvFile& csv : csv_files_) num_bytes += csv.num_bytes();
    return num_bytes;
  }

  void publish() {
    file_.publish();
    for (io::CsvFile& csv : csv_files_) csv.finish();
  }

 private:
  const LinkedRecords& linked_;
  io::ResultFileWriter file_;
  std::vector<io::CsvFile> csv_files_;
  report::Reporter& reporter_;
  io::CsvOptions guarded_{io::InstantForm::kUtc, true};
};

void write_records(const LinkedRecords& linked, const config::LinkConfig& config,
                   LinkWriter& writer) {
  const std::vector<std::size_t> pairs =
      pairs_above(linked, weight_of_bits(config.pairs_floor_weight));
  writer.write("pairs", pairs.size(), config.pairs_csv, [&](RowRange rows) {
    return pairs_block(linked, std::span(pairs).subspan(rows.begin, rows.end - rows.begin));
  });
  writer.write("best", linked.left_ids().size(), config.best_csv,
               [&](RowRange rows) { return best_block(linked, rows); });
  if (!linked.is_one_file) return;
  writer.write("clusters", linked.left_ids().size(), config.clusters_csv,
               [&](RowRange rows) { return clusters_block(linked, rows); });
}

/// The files that decide the result, with their digests.
Table inputs_of(const LinkedRecords& linked, const config::LinkConfig& config) {
  Table table(io::result_table("run/inputs"));
  const auto add = [&](const char* name, const io::InputPart& part) {
    table.text("table").push_back(name);
    table.text("file").push_back(part.path.filename().string());
    table.int64s("bytes").push_back(static_cast<std::int64_t>(part.num_bytes));
    table.text("sha256").push_back(part.sha256);
  };
  for (std::size_t i = 0; i < linked.files.parts.size(); ++i)
    add(i == 0 ? "left" : "right", linked.files.parts[i]);
  if (!config.model.empty()) {
    const io::FileText model(config.model);
    add("model", {config.model, model.file_bytes().size(), io::sha256_of_file(config.model)});
  }
  return table;
}

std::string run_id_of(const Table& inputs, const std::string& settings_digest) {
  io::Sha256 digest;
  digest.update_text(settings_digest);
  for (std::size_t row = 0; row < inputs.num_rows(); ++row) {
    digest.update_text(inputs.text("table")[row]);
    digest.update_text(inputs.text("sha256")[row]);
  }
  return io::to_hex(digest.finish());
}

void write_run(const LinkedRecords& linked, const config::LinkConfig& config,
               io::ResultFileWriter& file) {
  const std::vector<config::Setting> settings = config::effective_settings(config);
  const std::string digest = pipeline::settings_digest(settings);
  const Table inputs = inputs_of(linked, config);
  file.write_table(pipeline::settings_table(settings));
  file.write_table(inputs);
  file.set_attribute("program", "fsu");
  file.set_attribute("program_version", report::program_version());
  file.set_attribute("program_commit", report::program_commit());
  file.set_attribute("settings_digest", digest);
  file.set_attribute("run_id", run_id_of(inputs, digest));
  file.set_attribute("link_probability", fmt::format("{}", config.link_probability));
  file.set_attribute("link_margin", fmt::format("{}", config.link_margin));
}

}  // namespace

void write_links(const LinkedRecords& linked, const std::vector<stages::SummaryCount>& counts,
                 const config::LinkConfig& config, report::Reporter& reporter) {
  reporter.begin_stage("write");
  LinkWriter writer(linked, config.output, reporter);
  write_records(linked, config, writer);
  io::ResultFileWriter& file = writer.file();
  file.write_table(stages::levels_table(linked.weighed.model));
  file.write_table(stages::patterns_table(count_patterns(linked)));
  file.write_table(stages::passes_table(linked.pairs.blocking));
  file.write_table(stages::summary_table(counts));
  write_run(linked, config, file);
  reporter.add_bytes(writer.num_bytes());
  reporter.end_stage();
  file.write_table(pipeline::stages_table(reporter.stages()));
  writer.publish();
}

}  // namespace fsu::commands
