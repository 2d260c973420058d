// Speed of writing and reading a table of a results file, at three sizes, beside the HDF5 library
// and the machine.
//
// The table is one of typical results: ten columns, 64 bytes a row (three texts, an instant,
// seconds, hours, a probability, three flags), a pure function of a fixed seed. Rows of the output:
//   own_write, own_read           this program's writer and reader with 1 and 2 threads; the writer
//                                 takes columns and makes the digest as well
//   own_publish                   the whole file: written, read back where it is small, made
//                                 durable (fsync) and renamed
//   library_gzip, library_plain   H5Dwrite of ready records with SHUFFLE and DEFLATE 1, and without
//                                 filters; library_read is H5Dread of what own_write made
//   copy, file_write              roofline: memcpy of the records, and plain writes of them
// Before anything is timed the file is read back and its digest compared with the table's. Bytes
// are those of the records. Files stand in the system's temporary folder (TMPDIR), in the system's
// cache: a disk is asked by own_publish only.
//
//     hdf5_benchmark [Google Benchmark's options]
//     hdf5_benchmark --table=FILE      only writes the largest table, for benchmarks/peers
#include <benchmark/benchmark.h>
#include <fcntl.h>
#include <hdf5.h>
#include <sys/stat.h>
#include <unistd.h>

#include <array>
#include <cstring>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

#include "benchmarks/once_a_size.hpp"
#include "io/digest.hpp"
#include "io/h5_record_type.hpp"
#include "io/h5_results_reader.hpp"
#include "io/h5_results_writer.hpp"
#include "kernels/core/missing.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

constexpr std::uint64_t kSeed = 20260101;
constexpr std::size_t kMostRows = 10'000'000;
constexpr std::size_t kChunkRows = 16384;
constexpr std::size_t kPieceBytes = 1 << 20;
constexpr const char* kTablePath = "group/table";

TableSpec result_like_spec() {
  return {kTablePath,
          "A table like those of results",
          {{"incident_id", ColumnType::kText, "", "the log"},
           {"person_id", ColumnType::kText, "", "the person"},
           {"role", ColumnType::kText, "", "how the log names the person"},
           {"created_at", ColumnType::kInstant, "s since 1970-01-01T00:00:00Z", "when"},
           {"seconds", ColumnType::kInt64, "s", "how long"},
           {"hours", ColumnType::kFloat64, "h", "how long"},
           {"probability", ColumnType::kFloat64, "", "that the link is true"},
           {"is_open", ColumnType::kFlag, "0/1", "1 where open"},
           {"is_estimated", ColumnType::kFlag, "0/1", "1 where estimated"},
           {"is_capped", ColumnType::kFlag, "0/1", "1 where capped"}}};
}

std::string numbered(const char* prefix, std::uint64_t number, std::size_t digits) {
  std::string text = std::to_string(number);
  return prefix + std::string(digits - text.size(), '0') + text;
}

/// Logs in order of time, some people of many; durations with a long tail.
Table result_like_table(std::size_t num_rows) {
  constexpr std::array kRoles = {"caller", "subject", "witness", "offender"};
  Table table(result_like_spec());
  for (std::size_t row = 0; row < num_rows; ++row) {
    Random random(kSeed, 1, row);
    const double share = random.uniform();
    const auto seconds = static_cast<std::int64_t>(share * share * share * 40000);
    table.text("incident_id").push_back(numbered("I", row * 2 / 3, 11));
    table.text("person_id").push_back(numbered("P", random.below(num_rows / 4 + 1), 8));
    table.text("role").push_back(kRoles[random.below(kRoles.size())]);
    table.int64s("created_at")
        .push_back(1700000000 + static_cast<std::int64_t>(row * 3) + random.between(0, 900));
    table.int64s("seconds").push_back(random.chance(0.05) ? kMissingInt64 : seconds);
    table.floats("hours").push_back(static_cast<double>(seconds) / 3600);
    table.floats("probability").push_back(1 - static_cast<double>(random.below(4096)) / 65536);
    table.flags("is_open").push_back(static_cast<std::int8_t>(random.chance(0.05)));
    table.flags("is_estimated").push_back(static_cast<std::int8_t>(random.chance(0.3)));
    table.flags("is_capped").push_back(static_cast<std::int8_t>(seconds > 36000));
  }
  return table;
}

/// The table and its records, of which the library is given ready ones.
struct Material {
  Table table;
  RecordLayout layout;
  std::vector<std::byte> records;
  std::string digest;

  [[nodiscard]] std::int64_t num_bytes() const { return static_cast<std::int64_t>(records.size()); }
};

Material make_material(std::size_t num_rows);

/// One at a time, since the largest fills a GB.
const Material& material_of(std::size_t num_rows) {
  static std::unique_ptr<Material> kept;
  if (kept == nullptr || kept->table.num_rows() != num_rows) {
    kept.reset();
    kept = std::make_unique<Material>(make_material(num_rows));
  }
  return *kept;
}

Path file_path() {
  return std::filesystem::temp_directory_path() /
         ("fsu_hdf5_benchmark_" + std::to_string(::getpid()) + ".h5");
}

H5Handle new_file() {
  prepare_h5();
  const H5Handle access(H5Pcreate(H5P_FILE_ACCESS), H5Pclose);
  H5Pset_libver_bounds(access.get(), H5F_LIBVER_V110, H5F_LIBVER_V110);
  return {h5_checked(H5Fcreate(file_path().c_str(), H5F_ACC_TRUNC, H5P_DEFAULT, access.get()),
                     ErrorKind::kIo, "create the benchmark's file"),
          H5Fclose};
}

H5Handle open_file() {
  return {h5_checked(H5Fopen(file_path().c_str(), H5F_ACC_RDONLY, H5P_DEFAULT), ErrorKind::kIo,
                     "open the benchmark's file"),
          H5Fclose};
}

void write_own(const Material& material) {
  H5Handle file = new_file();
  TableWriter writer(file.get(), material.table.spec(), material.table.num_rows(),
                     text_widths(material.table));
  writer.append(material.table);
  static_cast<void>(writer.finish());
  file.close(ErrorKind::kIo, "close the benchmark's file");
}

void publish_own(const Material& material) {
  ResultFileWriter writer(file_path());
  writer.write_table(material.table);
  writer.publish();
}

void write_by_library(const Material& material, bool is_compressed) {
  constexpr std::string_view kOperation = "write the benchmark's table";
  H5Handle file = new_file();
  const H5Handle links(H5Pcreate(H5P_LINK_CREATE), H5Pclose);
  H5Pset_create_intermediate_group(links.get(), 1);
  const H5Handle settings(H5Pcreate(H5P_DATASET_CREATE), H5Pclose);
  const hsize_t chunk = kChunkRows;
  H5Pset_chunk(settings.get(), 1, &chunk);
  if (is_compressed) {
    H5Pset_shuffle(settings.get());
    H5Pset_deflate(settings.get(), 1);
  }
  const hsize_t rows = material.table.num_rows();
  const H5Handle space(H5Screate_simple(1, &rows, nullptr), H5Sclose);
  const H5Handle type = record_type(material.table.spec(), material.layout);
  H5Handle dataset(h5_checked(H5Dcreate2(file.get(), kTablePath, type.get(), space.get(),
                                         links.get(), settings.get(), H5P_DEFAULT),
                              ErrorKind::kIo, kOperation),
                   H5Dclose);
  h5_checked(
      H5Dwrite(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, material.records.data()),
      ErrorKind::kIo, kOperation);
  dataset.close(ErrorKind::kIo, kOperation);
  file.close(ErrorKind::kIo, kOperation);
}

/// Block by block, as the commands do; `function` gets each block.
template <class Function>
void read_own(const Function& function) {
  const H5Handle file = open_file();
  const TableReader reader(file.get(), kTablePath);
  for (std::uint64_t begin = 0; begin < reader.num_rows(); begin += reader.rows_per_block()) {
    const std::uint64_t end = std::min(reader.num_rows(), begin + reader.rows_per_block());
    function(reader.read_rows(begin, end));
  }
}

std::string digest_by_own_reader() {
  TableDigest digest(result_like_spec());
  read_own([&](const Table& block) { digest.add(block); });
  return digest.finish();
}

void read_by_library(const Material& material, std::span<std::byte> records) {
  const H5Handle file = open_file();
  const H5Handle dataset(H5Dopen2(file.get(), kTablePath, H5P_DEFAULT), H5Dclose);
  const H5Handle type = record_type(material.table.spec(), material.layout);
  h5_checked(H5Dread(dataset.get(), type.get(), H5S_ALL, H5S_ALL, H5P_DEFAULT, records.data()),
             ErrorKind::kIo, "read the benchmark's table");
}

bool library_reads(const Material& material) {
  std::vector<std::byte> records(material.records.size());
  read_by_library(material, records);
  return records == material.records;
}

/// The records are those that the library reads in a file of this program; that they are the
/// table's is seen where a file that the library wrote of them has the table's digest.
Material make_material(std::size_t num_rows) {
  Material material{result_like_table(num_rows), {}, {}, {}};
  material.layout = record_layout(material.table.spec(), text_widths(material.table));
  material.records.resize(num_rows * material.layout.num_bytes);
  material.digest = table_digest(material.table);
  write_own(material);
  read_by_library(material, material.records);
  return material;
}

void write_plain_file(const std::vector<std::byte>& bytes) {
  const int file = ::open(file_path().c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600);
  for (std::size_t at = 0; at < bytes.size(); at += kPieceBytes) {
    const std::size_t size = std::min(kPieceBytes, bytes.size() - at);
    if (::write(file, bytes.data() + at, size) != static_cast<ssize_t>(size))
      throw Error(ErrorKind::kIo, "cannot write the benchmark's file");
  }
  ::close(file);
}

void count(benchmark::State& state, const Material& material) {
  const auto rows = static_cast<std::int64_t>(material.table.num_rows());
  state.SetItemsProcessed(state.iterations() * rows);
  state.SetBytesProcessed(state.iterations() * material.num_bytes());
  state.counters["file_MB"] = static_cast<double>(std::filesystem::file_size(file_path())) / 1e6;
  std::filesystem::remove(file_path());
  set_num_threads(0);
}

/// Sets the threads of a row; they are its second argument.
const Material& start(benchmark::State& state) {
  set_num_threads(static_cast<int>(state.range(1)));
  return material_of(static_cast<std::size_t>(state.range(0)));
}

/// The row's name with its threads.
std::string row_of(const benchmark::State& state, const char* name) {
  return name + std::to_string(state.range(1));
}

void own_write(benchmark::State& state) {
  const Material& material = start(state);
  write_own(material);
  const auto is_right = [&] {
    return library_reads(material) && digest_by_own_reader() == material.digest;
  };
  if (!is_verified(state, row_of(state, "own_write"), is_right))
    return state.SkipWithError("the table read back differs");
  for (auto _ : state) write_own(material);
  count(state, material);
}

void own_publish(benchmark::State& state) {
  const Material& material = start(state);
  publish_own(material);
  if (!is_verified(state, row_of(state, "own_publish"), [&] { return library_reads(material); }))
    return state.SkipWithError("the table read back differs");
  for (auto _ : state) publish_own(material);
  count(state, material);
}

void own_read(benchmark::State& state) {
  const Material& material = start(state);
  write_own(material);
  const auto is_right = [&] { return digest_by_own_reader() == material.digest; };
  if (!is_verified(state, row_of(state, "own_read"), is_right))
    return state.SkipWithError("the table read back differs");
  for (auto _ : state) read_own([](const Table& block) { benchmark::DoNotOptimize(&block); });
  count(state, material);
}

void library_write(benchmark::State& state, bool is_compressed) {
  const Material& material = start(state);
  write_by_library(material, is_compressed);
  const auto is_right = [&] { return digest_by_own_reader() == material.digest; };
  if (!is_verified(state, is_compressed ? "library_gzip" : "library_plain", is_right))
    return state.SkipWithError("the table read back differs");
  for (auto _ : state) write_by_library(material, is_compressed);
  count(state, material);
}

void library_gzip(benchmark::State& state) { library_write(state, true); }
void library_plain(benchmark::State& state) { library_write(state, false); }

void library_read(benchmark::State& state) {
  const Material& material = start(state);
  write_own(material);
  if (!is_verified(state, "library_read", [&] { return library_reads(material); }))
    return state.SkipWithError("the table read back differs");
  std::vector<std::byte> records(material.records.size());
  for (auto _ : state) read_by_library(material, records);
  count(state, material);
}

void copy(benchmark::State& state) {
  const Material& material = start(state);
  std::vector<std::byte> target(material.records.size());
  write_plain_file({});
  for (auto _ : state) {
    std::memcpy(target.data(), material.records.data(), target.size());
    benchmark::ClobberMemory();
  }
  if (target != material.records) return state.SkipWithError("the copy differs");
  count(state, material);
}

void file_write(benchmark::State& state) {
  const Material& material = start(state);
  for (auto _ : state) write_plain_file(material.records);
  if (std::filesystem::file_size(file_path()) != material.records.size())
    return state.SkipWithError("the file has another size");
  count(state, material);
}

void register_rows(std::int64_t size) {
  const auto add = [&](const char* name, void (*row)(benchmark::State&), int threads) {
    benchmark::RegisterBenchmark(name, row)
        ->Args({size, threads})
        ->ArgNames({"rows", "threads"})
        ->Unit(benchmark::kMillisecond)
        ->MeasureProcessCPUTime()
        ->UseRealTime();
  };
  for (const int threads : {1, 2}) add("own_write", own_write, threads);
  add("own_publish", own_publish, 2);
  add("library_gzip", library_gzip, 1);
  add("library_plain", library_plain, 1);
  for (const int threads : {1, 2}) add("own_read", own_read, threads);
  add("library_read", library_read, 1);
  add("copy", copy, 1);
  add("file_write", file_write, 1);
}

}  // namespace
}  // namespace fsu::io

int main(int argc, char** argv) {
  constexpr std::string_view kTableOption = "--table=";
  if (argc == 2 && std::string_view(argv[1]).starts_with(kTableOption)) {
    fsu::io::ResultFileWriter writer(argv[1] + kTableOption.size());
    writer.write_table(fsu::io::result_like_table(fsu::io::kMostRows));
    writer.publish();
    return 0;
  }
  for (const std::int64_t size : {100'000, 1'000'000, 10'000'000}) fsu::io::register_rows(size);
  benchmark::Initialize(&argc, argv);
  if (benchmark::ReportUnrecognizedArguments(argc, argv)) return 64;
  benchmark::RunSpecifiedBenchmarks();
  return 0;
}
