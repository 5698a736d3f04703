#include "codec/descriptions/account.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<account::Event>;
template struct CommandCodec<account::Command>;

}  // namespace jiati::codec
