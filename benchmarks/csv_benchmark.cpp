// Speed of reading CSV extracts into typed columns: bytes and rows a second at three sizes.
//
//     csv_benchmark [OPTIONS OF GOOGLE BENCHMARK]          the generated tables
//     csv_benchmark TABLE FILE[:FILE...] THREADS RUNS      a table's own files, one line a run
//
// Generated text is a pure function of a fixed seed, in the form of the contract's resources and
// incidents. Before anything is timed the rows are compared with those of the slow reader, record
// by record. Beside them stands a plain sum over the same bytes, which no reader can be faster
// than. The second form serves benchmarks/peers/csv_readers.py: it prints seconds of the wall clock
// and of the processors, rows and bytes, and says how much memory the columns take.
#include <benchmark/benchmark.h>
#include <sys/resource.h>

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <string>
#include <utility>

#include "benchmarks/once_a_size.hpp"
#include "io/csv_header.hpp"
#include "io/csv_row_parser.hpp"
#include "io/csv_table.hpp"
#include "io/digest.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

constexpr std::uint64_t kSeed = 20260101;

std::string two_digits(std::int64_t number) {
  return (number < 10 ? "0" : "") + std::to_string(number);
}

std::string instant_text(std::size_t row, Random& random) {
  // Days go on with the rows, as those of an extract do.
  const auto day = static_cast<std::int64_t>(row / 5000);
  return "2024-" + two_digits(day / 28 % 12 + 1) + "-" + two_digits(day % 28 + 1) + "T" +
         two_digits(random.between(0, 23)) + ":" + two_digits(random.between(0, 59)) + ":" +
         two_digits(random.between(0, 59));
}

std::string resources_text(std::size_t num_rows) {
  std::string text =
      "incident_id,resource_id,resource_group,assigned_at,deployed_at,arrived_at,released_at\n";
  for (std::size_t row = 0; row < num_rows; ++row) {
    Random random(kSeed, 1, row);
    text += "L" + std::to_string(100000000 + row / 2) + ",WSR" +
            std::to_string(random.below(2000)) + (random.chance(0.7) ? ",RESPONSE," : ",TRAFFIC,") +
            instant_text(row, random) + "," + instant_text(row, random) + ",";
    if (random.chance(0.7)) text += instant_text(row, random);
    text += "," + instant_text(row, random) + "\n";
  }
  return text;
}

std::string incidents_text(std::size_t num_rows) {
  std::string text =
      "incident_id,record_type,created_at,pre_planned,originator_forename,originator_surname,"
      "originator_dob,originator_pnc_id,subject_forename,subject_surname,subject_dob,"
      "subject_pnc_id,originator_phone,location_address_id,location_address,location_lpa\n";
  for (std::size_t row = 0; row < num_rows; ++row) {
    Random random(kSeed, 2, row);
    // The square of a uniform number: some names, telephones and addresses come often.
    const auto often = [&](std::size_t most) {
      return std::to_string(static_cast<std::size_t>(random.uniform() * random.uniform() *
                                                     static_cast<double>(most)));
    };
    text += "L" + std::to_string(100000000 + row) + (random.chance(0.3) ? ",roc," : ",incident,") +
            instant_text(row, random) + ",0,FORENAME" + often(3000) + ",SURNAME" + often(40000) +
            ",19" + two_digits(random.between(30, 99)) + "-" + two_digits(random.between(1, 12)) +
            "-" + two_digits(random.between(1, 28)) + ",,";
    text += random.chance(0.6) ? "FORENAME" + often(3000) + ",SURNAME" + often(40000) : ",";
    text += ",,,0" + std::to_string(7000000000 + random.below(num_rows / 4 + 1)) + ",A" +
            often(num_rows) + ",\"" + often(num_rows) + " HIGH STREET, DUDLEY\",Dudley\n";
  }
  return text;
}

/// One generated table in a file of its own, removed at the end.
struct BenchmarkFile {
  BenchmarkFile(const std::string& table, std::size_t num_rows)
      : text(table == "resources" ? resources_text(num_rows) : incidents_text(num_rows)),
        path(std::filesystem::temp_directory_path() /
             ("csv_benchmark." + table + "." + std::to_string(num_rows) + ".csv")) {
    std::ofstream(path, std::ios::binary) << text;
    source.schema = &input_table(table);
    source.parts = {path};
  }
  BenchmarkFile(const BenchmarkFile&) = delete;
  BenchmarkFile& operator=(const BenchmarkFile&) = delete;
  ~BenchmarkFile() { std::filesystem::remove(path); }

  std::string text;
  Path path;
  TableSource source;
};

/// The digest of the rows as RecordReader and RowParser read them, one by one.
std::string slow_digest(const BenchmarkFile& file, const TimeZone& time_zone) {
  const CsvHeader header =
      read_header(file.text, *file.source.schema, file.source.mapping, file.path);
  RowParser parser(file.source, header, time_zone, 0);
  RecordReader reader(file.text, header.num_fields);
  reader.move_to(header.rows.begin, header.rows.line);
  for (Record record; reader.next(record);) parser.add(record);
  return table_digest(parser.take().rows);
}

/// One at a time.
const BenchmarkFile& file_of(const benchmark::State& state, const std::string& table) {
  static std::unique_ptr<BenchmarkFile> kept;
  static std::pair<std::string, std::int64_t> kept_row;
  const std::pair<std::string, std::int64_t> row(table, state.range(0));
  if (kept == nullptr || kept_row != row) {
    kept.reset();
    kept = std::make_unique<BenchmarkFile>(table, static_cast<std::size_t>(state.range(0)));
    kept_row = row;
  }
  return *kept;
}

void time_reading(benchmark::State& state, const std::string& table) {
  const BenchmarkFile& file = file_of(state, table);
  const TimeZone time_zone("Europe/London");
  ReadOptions options;
  options.time_zone = &time_zone;
  const auto is_right = [&] {
    const ReadTable read = read_csv_table(file.source, options);
    return read.rows.num_rows() != 0 && table_digest(read.rows) == slow_digest(file, time_zone);
  };
  if (!is_verified(state, table, is_right))
    return state.SkipWithError("rows differ from those of the slow reader");
  for (auto _ : state) benchmark::DoNotOptimize(read_csv_table(file.source, options));
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file.text.size()));
}

/// The most that memory gives: the same bytes added up as words, on all threads.
void time_plain_sum(benchmark::State& state, const std::string& table) {
  const BenchmarkFile& file = file_of(state, table);
  const std::size_t num_words = file.text.size() / sizeof(std::uint64_t);
  std::vector<std::uint64_t> sums(num_blocks(num_words, std::size_t{1} << 17));
  for (auto _ : state) {
    for_blocks(num_words, std::size_t{1} << 17, [&](const Block& block) {
      std::uint64_t sum = 0;
      for (std::size_t i = block.begin; i < block.end; ++i) {
        std::uint64_t word = 0;
        std::memcpy(&word, file.text.data() + i * sizeof word, sizeof word);
        sum += word;
      }
      sums[block.index] = sum;
    });
    benchmark::DoNotOptimize(sums.data());
  }
  state.SetBytesProcessed(state.iterations() * static_cast<std::int64_t>(file.text.size()));
}

/// The rows of one file stand together, so that it is made once.
void register_rows(const char* table, std::int64_t num_rows) {
  const auto add = [&](const std::string& name,
                       void (*row)(benchmark::State&, const std::string&)) {
    benchmark::RegisterBenchmark((name + "/" + table).c_str(), row, table)
        ->Arg(num_rows)
        ->Unit(benchmark::kMillisecond)
        ->UseRealTime();
  };
  add("time_reading", time_reading);
  add("time_plain_sum", time_plain_sum);
}

double processor_seconds() {
  rusage usage{};
  ::getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& time) {
    return static_cast<double>(time.tv_sec) + static_cast<double>(time.tv_usec) * 1e-6;
  };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

/// Megabytes of the process's own memory that are in use.
double own_megabytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    if (word != "RssAnon:") continue;
    double kilobytes = 0;
    status >> kilobytes;
    return kilobytes / 1024;
  }
  return 0;
}

int read_files(const std::string& table, const std::string& files, int threads, int runs) {
  set_num_threads(threads);
  const TimeZone time_zone("Europe/London");
  TableSource source{&input_table(table), {}, {}};
  for (std::size_t begin = 0; begin <= files.size();) {
    const std::size_t end = std::min(files.find(':', begin), files.size());
    source.parts.emplace_back(files.substr(begin, end - begin));
    begin = end + 1;
  }
  std::printf("run,wall_seconds,processor_seconds,rows,bytes,megabytes\n");
  for (int run = 0; run < runs; ++run) {
    ReadOptions options;
    options.time_zone = &time_zone;
    const double megabytes = own_megabytes();
    const double used = processor_seconds();
    const auto start = std::chrono::steady_clock::now();
    const ReadTable read = read_csv_table(source, options);
    const std::chrono::duration<double> wall = std::chrono::steady_clock::now() - start;
    std::uint64_t num_bytes = 0;
    for (const InputPart& part : read.parts) num_bytes += part.num_bytes;
    std::printf("%d,%.3f,%.3f,%zu,%llu,%.0f\n", run, wall.count(), processor_seconds() - used,
                read.rows.num_rows(), static_cast<unsigned long long>(num_bytes),
                own_megabytes() - megabytes);
  }
  return 0;
}

}  // namespace
}  // namespace fsu::io

int main(int argc, char** argv) {
  if (argc == 5)
    return fsu::io::read_files(argv[1], argv[2], std::atoi(argv[3]), std::atoi(argv[4]));
  for (const char* table : {"resources", "incidents"}) {
    for (const std::int64_t num_rows : {10'000, 300'000, 3'000'000})
      fsu::io::register_rows(table, num_rows);
  }
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 64;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
