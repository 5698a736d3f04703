#include "codec/descriptions/place.h"
#include "codec/union_codec.h"

namespace jiati::codec {

template struct EventCodec<place::Event>;
template struct CommandCodec<place::Command>;

}  // namespace jiati::codec
