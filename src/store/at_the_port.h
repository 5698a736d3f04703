// The port: what failed inside becomes a value here.
#pragma once

#include "base/result.h"
#include "store/sql_connection.h"

#include <exception>

namespace jiati::store {

// Memory that ran out is a failure of the world like any other.
template <class F>
auto at_the_port(F const& action) -> Result<decltype(action()), app::StoreError> {
    try {
        return action();
    } catch (SqlFailure const& failed) {
        return Failure{failed.error};
    } catch (std::exception const& failed) {
        return Failure{app::StoreError{app::StoreError::Kind::unavailable, failed.what()}};
    }
}

}  // namespace jiati::store
