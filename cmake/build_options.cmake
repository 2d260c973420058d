# Warnings, language and sanitizer settings that every target shares through fsu_build_options.
add_library(fsu_build_options INTERFACE)
target_include_directories(fsu_build_options INTERFACE ${PROJECT_SOURCE_DIR})
# Fused multiply-adds round once where two operations round twice: results would depend on the processor.
target_compile_options(fsu_build_options INTERFACE
  -ffp-contract=off -Wall -Wextra -Wpedantic -Wshadow -Wconversion -Wsign-conversion -Wold-style-cast
  -Woverloaded-virtual -Wnon-virtual-dtor
  -Wno-restrict)  # g++ 12 warns falsely on string concatenation (GCC bug 105651)
target_link_libraries(fsu_build_options INTERFACE Threads::Threads)
if(FSU_WARNINGS_AS_ERRORS)
  target_compile_options(fsu_build_options INTERFACE -Werror)
endif()
if(FSU_EXPENSIVE_CHECKS)
  target_compile_definitions(fsu_build_options INTERFACE FSU_EXPENSIVE_CHECKS)
endif()
if(FSU_DEFAULT_BACKEND_THREADS)
  target_compile_definitions(fsu_build_options INTERFACE FSU_DEFAULT_BACKEND_THREADS)
endif()
if(FSU_SANITIZE)
  target_compile_options(fsu_build_options INTERFACE
    -fsanitize=${FSU_SANITIZE} -fno-omit-frame-pointer -fno-sanitize-recover=all)
  target_link_options(fsu_build_options INTERFACE -fsanitize=${FSU_SANITIZE})
endif()
