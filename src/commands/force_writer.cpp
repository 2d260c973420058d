#include "src/commands/force_writer.hpp"

#include <algorithm>
#include <set>

#include "io/csv_writer.hpp"
#include "io/input_schema.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/synth/faults.hpp"

namespace fsu::commands {
namespace {

using synth::FaultKind;
using synth::ItemRange;
using synth::World;

constexpr std::uint64_t kItemsPerBatch = 65'536;
/// How far a fault looks ahead for an item with a row that it can damage.
constexpr std::uint64_t kItemsToSearch = 5'000;

/// What is needed to write one table.
struct TableOutput {
  TableSpec spec;
  io::CsvOptions options;
  synth::FaultColumns fault_columns;
  std::vector<synth::Fault> faults;
};

/// The texts of one block, one a table, and how many rows are in them.
struct BlockText {
  std::vector<std::string> texts;
  std::int64_t num_rows = 0;
};

/// The column whose value must stand in another table, or the row is an orphan.
std::string_view parent_column(std::string_view table) {
  if (table == "investigation_roles" || table == "relationships") return "investigation_id";
  return table == "resources" || table == "link_decisions" ? "incident_id" : "";
}

synth::FaultColumns fault_columns_of(const io::InputTable& table) {
  synth::FaultColumns found;
  const auto take = [](std::optional<std::size_t>& column, std::size_t position, bool fits) {
    if (fits && !column) column = position;
  };
  for (std::size_t i = 0; i < table.columns.size(); ++i) {
    const io::InputColumn& column = table.columns[i];
    const std::string& name = column.column.name;
    const bool is_key = std::find(table.key.begin(), table.key.end(), name) != table.key.end();
    const bool is_needed = column.is_value_required;
    take(found.own_id, i, is_key && table.key.size() == 1);
    take(found.parent_id, i, name == parent_column(table.name));
    take(found.any_id, i, is_needed && column.kind == io::ValueKind::kId);
    take(found.instant, i, column.is_required && column.kind == io::ValueKind::kInstant);
    take(found.category, i, is_needed && column.kind == io::ValueKind::kCategory);
    take(found.number, i,
         column.kind == io::ValueKind::kCount || column.kind == io::ValueKind::kHundredths);
    take(found.content, i, !table.key.empty() && !is_key && column.kind == io::ValueKind::kText);
    take(found.birth_date, i, column.kind == io::ValueKind::kDateOfBirth);
    take(found.optional_instant, i, !column.is_required && column.kind == io::ValueKind::kInstant);
    take(found.role, i, column.kind == io::ValueKind::kRole);
  }
  return found;
}

TableOutput input_output(const World& world, const synth::TableFamily& family,
                         const synth::FamilyTable& family_table) {
  const io::InputTable& table = io::input_table(family_table.name);
  TableOutput output{table.table_spec(), {}, fault_columns_of(table), {}};
  for (const io::InputColumn& column : table.columns) {
    if (column.kind == io::ValueKind::kHundredths)
      output.options.hundredths.push_back(column.column.name);
  }
  output.faults = synth::plan_faults(world, table.name, output.fault_columns, family.num_items,
                                     family_table.rows_per_item);
  return output;
}

std::vector<Table> make_rows(const World& world, const synth::TableFamily& family,
                             const std::vector<TableOutput>& outputs, const ItemRange& items) {
  std::vector<Table> tables;
  for (const TableOutput& output : outputs) tables.emplace_back(output.spec);
  family.fill(world, items, tables);
  return tables;
}

/// Moves each fault of table t to the next item that has a row of the table and no other fault of
/// it; leaves out those that find none.
void settle_faults(const World& world, const synth::TableFamily& family,
                   std::vector<TableOutput>& outputs, std::size_t t) {
  std::vector<synth::Fault> settled;
  std::uint64_t first_free = 0;
  for (const synth::Fault& fault : outputs[t].faults) {
    const std::uint64_t begin = std::max(fault.item, first_free);
    const std::uint64_t end = std::min(begin + kItemsToSearch, family.num_items);
    std::uint64_t item = begin;
    while (item < end && make_rows(world, family, outputs, {item, item + 1})[t].num_rows() == 0)
      ++item;
    if (item >= end) continue;
    settled.push_back({item, fault.kind});
    first_free = item + 1;
  }
  outputs[t].faults = std::move(settled);
}

std::vector<TableOutput> outputs_of(const World& world, const synth::TableFamily& family) {
  std::vector<TableOutput> outputs;
  for (const synth::FamilyTable& table : family.tables) {
    const auto truth = std::find_if(synth::truth_specs().begin(), synth::truth_specs().end(),
                                    [&](const TableSpec& spec) { return spec.path == table.name; });
    outputs.push_back(truth == synth::truth_specs().end() ? input_output(world, family, table)
                                                          : TableOutput{*truth, {}, {}, {}});
    outputs.back().options.instants = io::InstantForm::kLocalCivil;
  }
  for (std::size_t t = 0; t < outputs.size(); ++t) settle_faults(world, family, outputs, t);
  return outputs;
}

void append_items(const World& world, const synth::TableFamily& family,
                  const std::vector<TableOutput>& outputs, const ItemRange& items,
                  BlockText& block) {
  if (items.begin == items.end) return;
  const std::vector<Table> tables = make_rows(world, family, outputs, items);
  for (std::size_t t = 0; t < tables.size(); ++t) {
    io::append_csv_rows(block.texts[t], tables[t], outputs[t].options);
    block.num_rows += static_cast<std::int64_t>(tables[t].num_rows());
  }
}

/// Adds the rows of one item to a text, and the damaged one: in place of the first, or before it.
void append_faulty_rows(std::string& text, const Table& rows, const TableOutput& output,
                        FaultKind kind) {
  const auto cells = [&](std::size_t row) { return io::csv_cells(rows, row, output.options); };
  io::append_csv_record(text, synth::damage(kind, output.fault_columns, cells(0)));
  for (std::size_t row = synth::is_in_place(kind) ? 1 : 0; row < rows.num_rows(); ++row)
    io::append_csv_record(text, cells(row));
}

/// Adds one item, of which some table has a fault.
void append_faulty_item(const World& world, const synth::TableFamily& family,
                        const std::vector<TableOutput>& outputs, std::uint64_t item,
                        BlockText& block) {
  const std::vector<Table> tables = make_rows(world, family, outputs, {item, item + 1});
  for (std::size_t t = 0; t < tables.size(); ++t) {
    const auto& faults = outputs[t].faults;
    const auto fault = std::find_if(faults.begin(), faults.end(),
                                    [&](const synth::Fault& any) { return any.item == item; });
    block.num_rows += static_cast<std::int64_t>(tables[t].num_rows());
    if (fault == faults.end()) {
      io::append_csv_rows(block.texts[t], tables[t], outputs[t].options);
      continue;
    }
    append_faulty_rows(block.texts[t], tables[t], outputs[t], fault->kind);
    if (!synth::is_in_place(fault->kind)) ++block.num_rows;
  }
}

/// Items of the range of which some table has a fault.
std::set<std::uint64_t> faulty_items(const std::vector<TableOutput>& outputs,
                                     const ItemRange& items) {
  std::set<std::uint64_t> cuts;
  for (const TableOutput& output : outputs) {
    for (const synth::Fault& fault : output.faults)
      if (items.begin <= fault.item && fault.item < items.end) cuts.insert(fault.item);
  }
  return cuts;
}

BlockText make_block(const World& world, const synth::TableFamily& family,
                     const std::vector<TableOutput>& outputs, const ItemRange& items) {
  BlockText block;
  block.texts.resize(outputs.size());
  std::uint64_t begin = items.begin;
  for (const std::uint64_t cut : faulty_items(outputs, items)) {
    append_items(world, family, outputs, {begin, cut}, block);
    append_faulty_item(world, family, outputs, cut, block);
    begin = cut + 1;
  }
  append_items(world, family, outputs, {begin, items.end}, block);
  return block;
}

std::vector<io::CsvFile> open_files(const std::vector<TableOutput>& outputs,
                                    const std::filesystem::path& folder) {
  std::vector<io::CsvFile> files;
  files.reserve(outputs.size());
  for (const TableOutput& output : outputs) {
    files.emplace_back(folder / (output.spec.path + ".csv"));
    std::string header;
    io::append_csv_header(header, output.spec);
    files.back().append(header);
  }
  return files;
}

}  // namespace

std::int64_t write_family(const World& world, const synth::TableFamily& family,
                          const std::filesystem::path& folder, std::uint64_t block_size,
                          report::Reporter& reporter) {
  const std::vector<TableOutput> outputs = outputs_of(world, family);
  std::vector<io::CsvFile> files = open_files(outputs, folder);
  const std::uint64_t batch_size = std::max(block_size, kItemsPerBatch / block_size * block_size);
  std::int64_t num_rows = 0;
  for (std::uint64_t begin = 0; begin < family.num_items; begin += batch_size) {
    const std::uint64_t num_items = std::min(batch_size, family.num_items - begin);
    std::vector<BlockText> blocks(num_blocks(num_items, block_size));
    for_blocks(num_items, block_size, [&](const Block& block) {
      blocks[block.index] =
          make_block(world, family, outputs, {begin + block.begin, begin + block.end});
    });
    for (const BlockText& block : blocks) {
      for (std::size_t t = 0; t < files.size(); ++t) files[t].append(block.texts[t]);
      num_rows += block.num_rows;
    }
    reporter.advance(num_items);
  }
  for (io::CsvFile& file : files) file.finish();
  return num_rows;
}

}  // namespace fsu::commands
