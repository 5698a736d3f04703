// The signed checkpoint and the receipt of the published vectors.
#pragma once

#include <string_view>

namespace jiati::merkle {

inline constexpr std::string_view log_key = "civic.example/log+228021f7+AQOhB7/zzhC+HXDdGOdLwJln5NYwm6UNXx3chmQSVTG4";
inline constexpr std::string_view witness_key =
    "witness.example/w1+09dcf0bd+BAu8NGpXZnw4ASC9nH/X5R0sX9/qN80vW/QFssa/by14";
inline constexpr std::string_view signed_checkpoint = R"(civic.example/log
1000
OGQEChbbJQj2Gw385Iwa5XBpD6gru7Fn+BPr65FfEXU=

— civic.example/log IoAh90MZg9anLV4fDB6/5mKLErkAX4IcvqpBQxMWcHEL/l6Y7xpgNlxOCDo93zNKFgQcmV0n7V3/3TdZxcV39REUWQs=
— witness.example/w1 CdzwvQAAAABpVbkArVa6o7tYQIaYJ5mcqOoZ93gqF9a/cVvkIj7bB8pSDPEDtlkqehmfsoKuk2egQaUrVwtMVaFYXitl4Zgyg+dRBw==
)";
inline constexpr std::string_view receipt_of_leaf_17 = R"(c2sp.org/tlog-proof@v1
extra ZXh0cmEtZGF0YQ==
index 17
sh0ELKsrtb/mT+5F+B/XCkIiGLTOb8qiBNcqQvXCdNs=
ynyBAgt9odOlQkqV62iB6nRyiuOo+o4H+F9Wcnh6mjI=
AZfD/jJVOEice+pYEIePWpPKHwbn+89o6t3wu3Nwn9U=
7lccQJR3Q4dGCh/MV9VwtkbLw45oGvnneiXEPB/5B7k=
0DUkbkzIHxWRCzmwb6HP8QWLBFYOFAHrnjjuWmFBci0=
WTB+9ttDe1tGMQFIGoABNk3zAxXhMvqYRYSjuaxBh8Q=
BKxOr07F6ymCrZcII3NjCZ2r3iMgRVdK7mAb48KGFTM=
wRkekuLEfgJz3Y/xRREnL7durclgAH8PX9/1+rxWB6k=
U9EkP2aCT87ThTVrGSniWbZK2u18+M7HdVB9fvZS8oA=
fUqnx5cNkBbGdpsJuWncsg/fxIoya0wAOlohJhyLRj4=

civic.example/log
1000
OGQEChbbJQj2Gw385Iwa5XBpD6gru7Fn+BPr65FfEXU=

— civic.example/log IoAh90MZg9anLV4fDB6/5mKLErkAX4IcvqpBQxMWcHEL/l6Y7xpgNlxOCDo93zNKFgQcmV0n7V3/3TdZxcV39REUWQs=
— witness.example/w1 CdzwvQAAAABpVbkArVa6o7tYQIaYJ5mcqOoZ93gqF9a/cVvkIj7bB8pSDPEDtlkqehmfsoKuk2egQaUrVwtMVaFYXitl4Zgyg+dRBw==
)";

}  // namespace jiati::merkle
