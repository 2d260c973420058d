#include "io/scratch_memory.hpp"

#include <gtest/gtest.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "kernels/core/random.hpp"

namespace fsu::io {
namespace {

constexpr std::size_t kMiB = std::size_t{1} << 20;
constexpr std::uint64_t kLimit = 256 * kMiB;
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
/// A sanitizer's own memory counts as resident too, several times the program's.
constexpr bool kIsResidentOurs = false;
#else
constexpr bool kIsResidentOurs = true;
#endif

/// Resident memory of this process, in bytes.
std::uint64_t resident_bytes() {
  std::ifstream status("/proc/self/status");
  for (std::string word; status >> word;) {
    std::uint64_t kibibytes = 0;
    if (word == "VmRSS:" && status >> kibibytes) return kibibytes * 1024;
  }
  return 0;
}

Path folder() { return std::filesystem::temp_directory_path(); }

/// Numbers of a block that follow from its seed.
void fill(std::uint64_t* block, std::size_t count, std::uint64_t seed) {
  for (std::size_t i = 0; i < count; ++i) block[i] = seed * 0x9e3779b97f4a7c15u + i;
}

bool is_filled(const std::uint64_t* block, std::size_t count, std::uint64_t seed) {
  for (std::size_t i = 0; i < count; ++i) {
    if (block[i] != seed * 0x9e3779b97f4a7c15u + i) return false;
  }
  return true;
}

TEST(ScratchMemory, IsOnlyKeptWhileItLives) {
  EXPECT_EQ(allocate_scratch(64 * kMiB), nullptr);
  void* block = nullptr;
  {
    const ScratchMemory memory(folder(), kLimit);
    block = allocate_scratch(8 * kMiB);
    ASSERT_NE(block, nullptr);
    EXPECT_EQ(allocate_scratch(1000), nullptr);  // a small one
  }
  EXPECT_EQ(allocate_scratch(8 * kMiB), nullptr);
  std::memset(block, 7, 8 * kMiB);  // it outlives the object
  EXPECT_TRUE(free_scratch(block));
  std::vector<char> ordinary(100);
  EXPECT_FALSE(free_scratch(ordinary.data()));
  EXPECT_FALSE(free_scratch(nullptr));
}

TEST(ScratchMemory, KeepsFourTimesTheLimitUnchangedWithinIt) {
  const ScratchMemory memory(folder(), kLimit);
  constexpr std::size_t kNumBlocks = 32;
  constexpr std::size_t kCount = 32 * kMiB / sizeof(std::uint64_t);
  std::vector<std::uint64_t*> blocks;
  std::uint64_t most = 0;
  for (std::uint64_t i = 0; i < kNumBlocks; ++i) {
    blocks.push_back(static_cast<std::uint64_t*>(allocate_scratch(kCount * sizeof(std::uint64_t))));
    ASSERT_NE(blocks.back(), nullptr);
    fill(blocks.back(), kCount, i);
    most = std::max(most, resident_bytes());
  }
  if (kIsResidentOurs) {
    EXPECT_LT(most, kLimit);  // room is made before a block is given
    EXPECT_GT(most, kLimit / 4);
  }
  for (std::uint64_t i = 0; i < kNumBlocks; ++i) {
    EXPECT_TRUE(is_filled(blocks[i], kCount, i)) << i;
    // What comes back the watcher sees, on a busy machine a little later.
    for (int wait = 0; kIsResidentOurs && wait < 5000 && resident_bytes() >= kLimit; ++wait) {
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    EXPECT_TRUE(!kIsResidentOurs || resident_bytes() < kLimit);
  }
  for (std::uint64_t* const block : blocks) EXPECT_TRUE(free_scratch(block));
  EXPECT_EQ(scratch_overflow_bytes(), 0u);
}

/// Blocks of several threads, taken and given back in any order, never overlap.
TEST(ScratchMemory, ServesSeveralThreads) {
  const ScratchMemory memory(folder(), kLimit);
  std::atomic<int> num_wrong{0};
  const auto work = [&](std::uint64_t thread) {
    struct Held {
      std::uint64_t* block;
      std::size_t count;
      std::uint64_t seed;
    };
    std::vector<Held> held;
    Random random(3, 1, thread);
    const auto give_back = [&](std::size_t i) {
      num_wrong += !is_filled(held[i].block, held[i].count, held[i].seed);
      num_wrong += !free_scratch(held[i].block);
      held.erase(held.begin() + static_cast<std::ptrdiff_t>(i));
    };
    for (std::uint64_t step = 0; step < 60; ++step) {
      const std::size_t count = kMiB / 2 + random.below(2 * kMiB);
      auto* const block =
          static_cast<std::uint64_t*>(allocate_scratch(count * sizeof(std::uint64_t)));
      if (block == nullptr) {
        ++num_wrong;
        continue;
      }
      fill(block, count, thread * 1000 + step);
      held.push_back({block, count, thread * 1000 + step});
      if (random.chance(0.6)) give_back(random.below(held.size()));
    }
    while (!held.empty()) give_back(held.size() - 1);
  };
  std::vector<std::thread> threads;
  for (std::uint64_t i = 0; i < 4; ++i) threads.emplace_back(work, i);
  for (std::thread& thread : threads) thread.join();
  EXPECT_EQ(num_wrong, 0);
}

TEST(ScratchMemory, WhatThereIsNoRoomForIsCountedAndNotKept) {
  const ScratchMemory memory(folder(), kLimit);
  constexpr std::size_t kTooLarge = std::size_t{1} << 42;
  EXPECT_EQ(allocate_scratch(kTooLarge), nullptr);
  EXPECT_EQ(scratch_overflow_bytes(), kTooLarge);
  void* const block = allocate_scratch(64 * kMiB);
  EXPECT_NE(block, nullptr);
  EXPECT_TRUE(free_scratch(block));
}

}  // namespace
}  // namespace fsu::io
