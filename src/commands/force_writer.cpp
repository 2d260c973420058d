#include "src/commands/force_writer.hpp"

#include <algorithm>
#include <set>

#include "io/csv_writer.hpp"
#include "io/input_schema.hpp"
#include "kernels/core/parallel.hpp"
#include "kernels/synth/faults.hpp"

namespace fsu::commands {
namespace {

using synth::ItemRange;
using synth::World;

constexpr std::uint64_t kItemsPerBatch = 65'536;
/// How far a fault looks ahead for an item with a row that it can damage.
constexpr std::uint64_t kItemsToSearch = 200;

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
    take(found.instant, i, is_needed && column.kind == io::ValueKind::kInstant);
    take(found.category, i, is_needed && column.kind == io::ValueKind::kCategory);
    take(found.number, i, column.kind == io::ValueKind::kCount);
    take(found.content, i, !table.key.empty() && !is_key && column.kind == io::ValueKind::kText);
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

std::vector<TableOutput> outputs_of(const World& world, const synth::TableFamily& family) {
  std::vector<TableOutput> outputs;
  for (const synth::FamilyTable& table : family.tables) {
    const auto truth = std::find_if(synth::truth_specs().begin(), synth::truth_specs().end(),
                                    [&](const TableSpec& spec) { return spec.path == table.name; });
    outputs.push_back(truth == synth::truth_specs().end() ? input_output(world, family, table)
                                                          : TableOutput{*truth, {}, {}, {}});
    outputs.back().options.instants = io::InstantForm::kLocalCivil;
  }
  return outputs;
}

std::vector<Table> make_rows(const World& world, const synth::TableFamily& family,
                             const std::vector<TableOutput>& outputs, const ItemRange& items) {
  std::vector<Table> tables;
  for (const TableOutput& output : outputs) tables.emplace_back(output.spec);
  family.fill(world, items, tables);
  return tables;
}

/// Adds a damaged copy of the table's first row at the fault's item or after it.
void append_fault(const World& world, const synth::TableFamily& family,
                  const std::vector<TableOutput>& outputs, std::size_t t, const synth::Fault& fault,
                  BlockText& block) {
  const std::uint64_t last = std::min(fault.item + kItemsToSearch, family.num_items);
  for (std::uint64_t item = fault.item; item < last; ++item) {
    const std::vector<Table> tables = make_rows(world, family, outputs, {item, item + 1});
    if (tables[t].num_rows() == 0) continue;
    io::append_csv_record(block.texts[t],
                          synth::damage(fault.kind, outputs[t].fault_columns,
                                        io::csv_cells(tables[t], 0, outputs[t].options)));
    ++block.num_rows;
    return;
  }
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

/// Items of the range before which some table has a fault.
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
    begin = cut;
    for (std::size_t t = 0; t < outputs.size(); ++t) {
      for (const synth::Fault& fault : outputs[t].faults)
        if (fault.item == cut) append_fault(world, family, outputs, t, fault, block);
    }
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
