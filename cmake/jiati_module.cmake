# jiati_module(NAME SOURCES … [USES module…] [LIBRARIES lib…] [TESTS …] [TEST_LIBRARIES lib…])
#
# One library (jiati_NAME) and one test binary (NAME_test) per folder of src/. USES states the arrows of the
# architecture: what is not named there does not link. LIBRARIES are third-party and private to the sources.
find_package(Threads REQUIRED)

# jiati_test_headers(TARGET): the test libraries' headers are read once for all tests, not once for each source.
function(jiati_test_headers target)
  if(CMAKE_CXX_COMPILER_ID STREQUAL "GNU")
    target_compile_options(${target} PRIVATE -fpch-preprocess)  # what ccache asks for
    if(NOT TARGET jiati_test_headers)
      add_library(jiati_test_headers OBJECT ${PROJECT_SOURCE_DIR}/cmake/test_headers.cpp)
      target_compile_options(jiati_test_headers PRIVATE -fpch-preprocess)
      target_precompile_headers(jiati_test_headers PRIVATE
        <gmock/gmock.h> <gtest/gtest.h> <rapidcheck.h> <rapidcheck/gtest.h>)
    endif()
    target_precompile_headers(${target} REUSE_FROM jiati_test_headers)
  endif()
endfunction()

function(jiati_module name)
  cmake_parse_arguments(PARSE_ARGV 1 arg "" "" "SOURCES;USES;LIBRARIES;TESTS;TEST_LIBRARIES")
  add_library(jiati_${name} STATIC ${arg_SOURCES})
  target_include_directories(jiati_${name} PUBLIC ${PROJECT_SOURCE_DIR}/src)
  foreach(used ${arg_USES})
    target_link_libraries(jiati_${name} PUBLIC jiati_${used})
  endforeach()
  target_link_libraries(jiati_${name} PRIVATE ${arg_LIBRARIES})
  if(JIATI_TESTS AND arg_TESTS)
    add_executable(${name}_test ${arg_TESTS})
    target_link_libraries(${name}_test PRIVATE jiati_${name} ${arg_TEST_LIBRARIES} gmock gtest gtest_main rapidcheck Threads::Threads)
    jiati_test_headers(${name}_test)
    add_test(NAME ${name} COMMAND ${name}_test)
  endif()
endfunction()
